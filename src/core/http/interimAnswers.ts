import { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** An interim answer of HTTP/1.1 that asks for nothing: `100 Continue` with its headers, of a bounded length. */
const CONTINUE = /^HTTP\/1\.[01] 100[^\r\n]{0,200}\r\n(?:[^\r\n]{1,1000}\r\n){0,20}\r\n/;
const START = 'HTTP/1.1 100';
/** A head that is longer than this is left to undici. */
const MAX_HEAD_BYTES = 16_384;

/**
 * Makes connections that skip `100 Continue` before an answer. undici takes it for a broken answer unless it was asked
 * for, but proxies send it unasked, and behind it may be the id of a paid task.
 */
export function skipContinue(connect: buildConnector.connector): buildConnector.connector {
  return (options, done) =>
    connect(options, (...outcome) => {
      // undici leaves the socket out when it failed, whatever its types say.
      if (outcome[1] instanceof Socket) skipIn(outcome[1]);
      done(...outcome);
    });
}

function skipIn(socket: Socket): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  let held: Buffer | undefined = Buffer.alloc(0);
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size);
    if (held === undefined || chunk === null) return chunk;
    held = Buffer.concat([held, chunk]);
    for (
      let head = CONTINUE.exec(held.toString('latin1'));
      head !== null;
      head = CONTINUE.exec(held.toString('latin1'))
    ) {
      held = held.subarray(head[0].length);
    }
    const begins = held.toString('latin1', 0, START.length);
    const isOpen = begins === START || START.startsWith(begins) || begins === 'HTTP/1.0 100';
    if (isOpen && held.length < MAX_HEAD_BYTES) return null;
    const rest = held;
    held = undefined;
    return rest;
  };
}
