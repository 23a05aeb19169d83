import { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** The interim response `100 Continue` with its headers, of bounded length. */
const CONTINUE = /^HTTP\/1\.[01] 100[^\r\n]{0,200}\r\n(?:[^\r\n]{1,1000}\r\n){0,20}\r\n/;
const START = 'HTTP/1.1 100';
/** Longer heads are passed to undici unchanged. */
const MAX_HEAD_BYTES = 16_384;

/**
 * Wraps a connector so that its connections skip `100 Continue` before a response. undici treats an unrequested one as
 * an error, but some proxies send it, and the ID of a paid task may follow.
 */
export function skipContinue(connect: buildConnector.connector): buildConnector.connector {
  return (options, done) =>
    connect(options, (...outcome) => {
      // Without a socket the connection failed, contrary to undici's types.
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
