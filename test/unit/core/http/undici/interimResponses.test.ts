import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { clientFor } from '../../../../support/http/testClient.ts';
import { listen } from '../../../../support/http/listen.ts';
import type { Cleanup } from '../../../../support/http/listen.ts';

const body = '{"code":200,"data":{"taskId":"task-1"}}';
const final = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/** Starts a server that writes these chunks separately once a request begins. */
async function answers(t: Cleanup, pieces: readonly string[]): Promise<{ base: string; hits: () => number }> {
  let hits = 0;
  const server = net.createServer({ noDelay: true }, socket => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      hits++;
      void (async () => {
        for (const piece of pieces) {
          await new Promise(resolve => socket.write(piece, resolve));
          for (let n = 0; n < 20; n++) await turn();
        }
        socket.end();
      })();
    });
  });
  return { base: `http://127.0.0.1:${await listen(t, server)}`, hits: () => hits };
}

const PIECES: readonly (readonly [string, readonly string[]])[] = [
  ['no interim answer', [final]],
  ['the answer byte by byte', final.split('')],
  ['100 Continue in front of it', [CONTINUE + final]],
  ['100 Continue, then the rest', [CONTINUE, final]],
  ['100 Continue byte by byte', [...CONTINUE.split(''), final]],
  ['100 Continue twice', [CONTINUE, CONTINUE, final]],
  ['100 with headers', [`HTTP/1.1 100 Continue\r\nvia: proxy\r\n\r\n`, final]],
  ['103 Early Hints', ['HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', final]]
];

for (const [name, pieces] of PIECES) {
  test(`createTask: reads a response with ${name}`, async t => {
    const { base, hits } = await answers(t, pieces);
    const { client } = clientFor(t, base);
    assert.equal((await client.createTask({ model: 'm', input: {} })).taskId, 'task-1');
    assert.equal(hits(), 1);
  });
}

for (const [name, pieces] of [
  ['100 Continue alone', [CONTINUE]],
  ['half of an interim answer', ['HTTP/1.1 100 Cont']],
  ['101 Switching Protocols', ['HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n']]
] as const) {
  test(`createTask: does not retry after ${name}, which proves nothing`, async t => {
    const { base, hits } = await answers(t, pieces);
    const { client } = clientFor(t, base);
    await assert.rejects(client.createTask({ model: 'm', input: {} }), { accepted: 'perhaps', transient: false });
    assert.equal(hits(), 1);
  });
}
