import assert from 'node:assert/strict';
import type http from 'node:http';
import net from 'node:net';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { KieError } from '../../../src/core/http/errors/errors.ts';
import type { Timeouts } from '../../../src/core/http/transport.ts';
import { messageOf } from '../../emulator/faults.ts';
import { CALLS, closedPort, writeSlowly, startServer } from '../../support/http/faultCalls.ts';
import type { FaultyCall } from '../../support/http/faultCalls.ts';
import { listen } from '../../support/http/listen.ts';
import { KEY, clientFor, makeTempFolder } from '../../support/http/testClient.ts';
import type { Cleanup } from '../../support/http/listen.ts';

/** Class of the error, the remedy for the user, and whether a paid call may have been accepted. */
type Outcome = readonly [name: string, remedy: string, accepted: 'no' | 'perhaps'] | 'succeeds';
type Kind = FaultyCall['kind'];

/** The same for free calls; a paid call may have been accepted unless the opposite is proven. */
const proven = (name: string, remedy: string) => (): Outcome => [name, remedy, 'no'];
const ambiguous =
  (name: string, remedy: string) =>
  (kind: Kind): Outcome =>
    kind === 'paid' ? [name, 'check-logs', 'perhaps'] : [name, remedy, 'no'];
const butDownloads =
  (other: Outcome, rest: (kind: Kind) => Outcome) =>
  (kind: Kind): Outcome =>
    kind === 'download' ? other : rest(kind);

type Answer = (response: http.ServerResponse, good: string, request: http.IncomingMessage) => void;
const json = { 'content-type': 'application/json' };
const length = (n: number) => ({ ...json, 'content-length': n });

const ANSWERS: readonly (readonly [string, Answer, (kind: Kind) => Outcome, Timeouts?])[] = [
  [
    'reset before the response',
    response => response.socket?.resetAndDestroy(),
    ambiguous('InterruptedError', 'check-network')
  ],
  [
    'reset during the response',
    (response, good) =>
      response
        .writeHead(200, length(good.length))
        .write(good.slice(0, good.length / 2), () => response.socket?.resetAndDestroy()),
    ambiguous('InterruptedError', 'check-network')
  ],
  ['no response', () => undefined, ambiguous('InterruptedError', 'check-network'), { idleMs: 100 }],
  [
    'no more data in the middle of the response',
    (response, good) => response.writeHead(200, length(good.length)).write(good.slice(0, good.length / 2)),
    ambiguous('InterruptedError', 'check-network'),
    { idleMs: 100 }
  ],
  [
    'truncated response',
    (response, good) =>
      response.writeHead(200, length(good.length)).write(good.slice(0, -3), () => response.socket?.end()),
    ambiguous('InterruptedError', 'check-network')
  ],
  [
    'fewer bytes than declared',
    (response, good) => {
      response.writeHead(200, length(good.length + 9)).flushHeaders();
      response.socket?.end(good);
    },
    // All of the response arrived, with the ID of the purchased task.
    kind => (kind === 'paid' ? 'succeeds' : ambiguous('InterruptedError', 'check-network')(kind))
  ],
  [
    'more bytes than declared',
    (response, good) => {
      response.writeHead(200, length(good.length - 9)).flushHeaders();
      response.socket?.end(good);
    },
    // A download has all of its announced bytes by then; extra bytes do not belong to this response.
    butDownloads('succeeds', ambiguous('UnreadableAnswerError', 'retry'))
  ],
  [
    'different content type',
    (response, good) => response.writeHead(200, { 'content-type': 'image/x' }).end(good),
    () => 'succeeds'
  ],
  [
    'HTML instead of JSON',
    response => response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>Sign in, ${KEY}</h1>`),
    ambiguous('UnreadableAnswerError', 'retry')
  ],
  [
    'malformed JSON',
    (response, good) => response.writeHead(200, json).end(`${good.slice(0, -2)}${KEY}`),
    butDownloads('succeeds', ambiguous('UnreadableAnswerError', 'retry'))
  ],
  [
    'JSON of an unexpected shape',
    response => response.writeHead(200, json).end(`["${KEY}"]`),
    butDownloads('succeeds', ambiguous('UnreadableAnswerError', 'retry'))
  ],
  [
    'huge JSON',
    response => response.writeHead(200, json).end(`{"code":200,"data":"${'x'.repeat(17 * 1024 * 1024)}"}`),
    kind =>
      kind === 'download' ? ['UnreadableAnswerError', 'none', 'no'] : ambiguous('UnreadableAnswerError', 'retry')(kind)
  ],
  [
    'slow response',
    (response, good) => {
      response.writeHead(200, json);
      writeSlowly(response, good, Math.ceil(good.length / 12), 50);
    },
    butDownloads('succeeds', ambiguous('InterruptedError', 'check-network')),
    { responseMs: 200 }
  ],
  [
    'redirect within the origin',
    (response, good, request) =>
      request.url === '/moved'
        ? response.writeHead(200, json).end(good)
        : response.writeHead(307, { location: '/moved' }).end(),
    butDownloads('succeeds', ambiguous('ServerError', 'check-network'))
  ]
];

/** Documented codes: [code, class, remedy, whether a paid call has provably ended]. */
const CODES = [
  [400, 'InvalidRequestError', 'fix-input', true],
  [401, 'KeyRefusedError', 'set-key', true],
  [402, 'CreditsError', 'top-up', true],
  [403, 'FirewallError', 'check-network', false],
  [404, 'NotFoundError', 'fix-input', true],
  [405, 'InvalidRequestError', 'fix-input', true],
  [408, 'ServerError', 'retry', false],
  [409, 'InvalidRequestError', 'fix-input', true],
  [413, 'InvalidRequestError', 'fix-input', true],
  [422, 'InvalidRequestError', 'fix-input', true],
  [429, 'RateLimitError', 'wait', true],
  [430, 'RateLimitError', 'wait', true],
  [433, 'SpendingCapError', 'set-key', true],
  [451, 'InvalidRequestError', 'fix-input', true],
  [455, 'MaintenanceError', 'wait', true],
  [500, 'ServerError', 'retry', false],
  [501, 'GenerationError', 'retry', true],
  [502, 'ServerError', 'retry', false],
  [505, 'SwitchedOffError', 'none', true],
  [531, 'GenerationError', 'retry', true],
  [550, 'MaintenanceError', 'wait', true]
] as const;

const ADVICE =
  /\b(try again|try the download again|set a valid key|top up|correct|check|wait|choose|raise|use the existing|change the request|collect it again|look at|open it)\b/i;

interface Expected {
  readonly outcome: Outcome;
  readonly timeouts?: Timeouts | undefined;
}

/** Runs the call and checks the outcome. The key must not appear in messages, logs or files. */
async function expect(t: Cleanup, call: FaultyCall, base: string, { outcome, timeouts = {} }: Expected): Promise<void> {
  const folder = await makeTempFolder(t);
  const { client, lines } = clientFor(t, base, { proxySupport: 'off' }, { timeouts });
  let failure: unknown;
  try {
    await call.run(client, base, folder);
  } catch (error) {
    failure = error;
  }
  const output = inspect([failure, lines], { depth: 9, showHidden: true });
  assert.ok(!output.includes(KEY), output);
  if (outcome === 'succeeds') {
    assert.equal(failure, undefined);
    return;
  }
  assert.ok(failure instanceof KieError, inspect(failure));
  assert.deepEqual([failure.name, failure.remedy, failure.accepted], outcome, failure.message);
  assert.match(failure.message, ADVICE);
  if (failure.accepted === 'perhaps') {
    assert.match(failure.message, /may have been accepted/);
    assert.equal(failure.transient, false);
  }
}

for (const call of CALLS) {
  describe(call.name, { concurrency: 4 }, () => {
    for (const [what, answer, outcome, timeouts] of ANSWERS) {
      test(what, async t => {
        const { base, hits } = await startServer(t, (response, request) => answer(response, call.good, request));
        await expect(t, call, base, { outcome: outcome(call.kind), timeouts });
        if (call.kind === 'paid') assert.equal(hits(), 1);
      });
    }

    for (const place of ['inside HTTP 200', 'as HTTP status'] as const) {
      if (call.kind === 'download' && place === 'inside HTTP 200') continue; // a file response has no envelope
      test(`every documented code ${place}`, async t => {
        for (const row of CODES) {
          const [code] = row;
          const { base, hits } = await startServer(t, response =>
            response
              .writeHead(place === 'as HTTP status' ? code : 200, json)
              .end(JSON.stringify({ code, msg: `${messageOf(code)} for ${KEY}`, data: null }))
          );
          await expect(t, call, base, { outcome: outcomeOf(call, row) });
          if (call.kind === 'paid') assert.equal(hits(), 1);
        }
      });
    }

    test('redirect: never sends the key to another origin', async t => {
      const elsewhere = await startServer(t, response => response.writeHead(200, json).end(call.good));
      const { base } = await startServer(t, (response, request) =>
        response.writeHead(307, { location: `${elsewhere.base}${request.url ?? ''}` }).end()
      );
      await expect(t, call, base, {
        outcome: butDownloads('succeeds', ambiguous('ServerError', 'check-network'))(call.kind)
      });
      assert.equal(elsewhere.hits(), call.kind === 'download' ? 1 : 0);
      assert.ok(!elsewhere.heads.join().includes(KEY));
    });

    test('connection refused', async t => {
      const base = `http://127.0.0.1:${await closedPort()}`;
      await expect(t, call, base, { outcome: proven('UnreachableError', 'check-network')() });
    });

    test('unknown host name', async t => {
      // The host name exceeds the maximum length, so the lookup fails locally.
      await expect(t, call, `https://${'k'.repeat(64)}.invalid`, {
        outcome: proven('UnreachableError', 'check-network')()
      });
    });

    test('interrupted TLS handshake', async t => {
      const port = await listen(
        t,
        net.createServer(socket => {
          socket.on('error', () => undefined).once('data', () => socket.end());
        })
      );
      await expect(t, call, `https://127.0.0.1:${port}`, { outcome: proven('UnreachableError', 'check-network')() });
    });

    test('http to another computer: is not sent', async t => {
      await expect(t, call, 'http://api.kie.invalid', { outcome: proven('BlockedAddressError', 'check-network')() });
    });
  });
}

/** Returns the outcome for calls that interpret a code differently. */
function outcomeOf(call: FaultyCall, [code, name, remedy, ends]: (typeof CODES)[number]): Outcome {
  if (call.kind === 'paid') return ends ? [name, remedy, 'no'] : [name, 'check-logs', 'perhaps'];
  if (call.kind === 'download') {
    if ([400, 401, 403, 404].includes(code)) return ['DeadAddressError', 'retry', 'no'];
    return code === 429 ? [name, remedy, 'no'] : ['ServerError', 'retry', 'no'];
  }
  if (call.name === 'recordInfo' && [404, 422].includes(code)) return ['NotFoundError', 'wait', 'no'];
  return [name, remedy, 'no'];
}
