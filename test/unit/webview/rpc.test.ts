import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PUSHES } from '../../../src/shared/protocol/messages.ts';
import type { Push } from '../../../src/shared/protocol/messages.ts';
import { REQUESTS } from '../../../src/shared/protocol/requests.ts';
import { Rpc } from '../../../webview/rpc.ts';

function setUp() {
  const posted: { seq: number; name: string }[] = [];
  const timers: (() => void)[] = [];
  const pushes: Push[] = [];
  const problems: string[] = [];
  let arrive: (data: unknown) => void = () => assert.fail('no listener');
  const rpc = new Rpc(
    { requests: REQUESTS, pushes: PUSHES },
    {
      post: message => posted.push(message as { seq: number; name: string }),
      listen: onMessage => (arrive = onMessage),
      later: (_ms, callback) => {
        timers.push(callback);
        return () => undefined;
      }
    },
    { onPush: push => pushes.push(push), onProblem: problem => problems.push(problem) }
  );
  return { rpc, posted, timers, pushes, problems, arrive: (data: unknown) => arrive(data) };
}

test('rpc: answers settle their request in any order', async () => {
  const { rpc, arrive } = setUp();
  const first = rpc.ask('run', { model: 'test/model', draft: {} });
  const second = rpc.ask('command', { name: 'setApiKey' });
  arrive({ type: 'answer', seq: 2, ok: false, message: 'No.' });
  arrive({ type: 'answer', seq: 1, ok: true, result: { started: true } });
  assert.deepEqual(await first, { started: true });
  await assert.rejects(second, { message: 'No.' });
});

test('rpc: a request times out, and a late answer changes nothing', async () => {
  const { rpc, timers, arrive, problems } = setUp();
  const asked = rpc.ask('ready', {});
  timers[0]?.();
  await assert.rejects(asked);
  arrive({ type: 'answer', seq: 1, ok: true, result: {} });
  assert.deepEqual(problems, []);
});

test('rpc: an invalid message is reported and not passed on', () => {
  const { arrive, pushes, problems } = setUp();
  for (const bad of [null, 'text', {}, { type: 'answer', seq: 'x' }, { type: 'tasks', tasks: [1] }]) arrive(bad);
  assert.equal(pushes.length, 0);
  assert.equal(problems.length, 5);
  arrive({ type: 'account', account: { hasKey: true } });
  assert.equal(pushes.length, 1);
});
