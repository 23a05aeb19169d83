import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { LEASE_MS } from '../../../src/core/tasks/store/leaseStore.ts';
import { findProblems, actAsUser } from '../../crash/findings.ts';
import { Random } from '../../crash/random.ts';
import type { TestBedOptions } from '../../crash/testBed.ts';
import { KINDS, TestBed } from '../../crash/testBed.ts';
import type { WindowProcess } from '../../crash/windowProcess.ts';
import type { EndedMessage, WindowMessage } from '../../crash/protocol.ts';

const OPTIONS = { timeout: 120_000 };

async function open(t: TestContext, options: Omit<TestBedOptions, 'seed'>): Promise<TestBed> {
  const stand = await TestBed.open({ seed: 5, ...options });
  t.after(() => stand.close());
  return stand;
}

const ended = async (window: WindowProcess): Promise<EndedMessage> => {
  await window.exited;
  assert.ok(window.ended, 'the window has closed');
  return window.ended;
};
const sees = (window: WindowProcess, localId: string, ...states: readonly string[]) =>
  window.waitForMessage(
    (message: WindowMessage) => message.type === 'seen' && message.localId === localId && states.includes(message.state)
  );
/** Closes a window that stays open, and returns its final report. */
const close = (window: WindowProcess): Promise<EndedMessage> => {
  window.send({ do: 'close' });
  return ended(window);
};

test('windows: three with their own tasks buy, follow and save each task once', OPTIONS, async t => {
  const stand = await open(t, { speed: 50, taskMs: 50 });
  const trial = await stand.trial('three');
  const windows = [1, 2, 3].map(() => trial.window({ staysOpen: true, intents: [] }));
  await Promise.all(windows.map(window => window.waitForMessage(message => message.type === 'ready')));
  for (const window of windows) window.send({ do: 'start', intents: KINDS.map(kind => trial.addIntent(kind)) });
  const done = (message: WindowMessage): boolean => message.type === 'seen' && message.state === 'done';
  const count = trial.intents.length;
  await Promise.all(
    windows.map(window =>
      window.waitForMessage(
        () =>
          new Set(window.messages.filter(done).map(message => 'localId' in message && message.localId)).size === count
      )
    )
  );
  const reports = [];
  for (const window of windows) reports.push(await close(window));
  for (const report of reports) {
    assert.deepEqual(report.tasks, reports[0]?.tasks);
    const verdict = await findProblems(trial, report);
    assert.deepEqual([verdict.duplicates, verdict.losses, verdict.violations], [[], [], []]);
    assert.equal(verdict.submissions, count);
    assert.equal(verdict.results, report.tasks.flatMap(task => task.results).length);
  }
  const downloads = stand.emulator.requests.filter(request => request.call === 'download');
  assert.equal(new Set(downloads.map(request => request.path)).size, downloads.length, 'nothing is downloaded twice');
});

test('windows: leases of killed windows pass on, nothing is bought or saved twice', OPTIONS, async t => {
  const stand = await open(t, { speed: 100, taskMs: 400 });
  const random = new Random(11);
  const trial = await stand.trial('dying');
  const survivor = trial.window({ staysOpen: true, intents: [] });
  await survivor.waitForMessage(message => message.type === 'ready');
  for (let round = 0; round < 6; round++) {
    const intents = [trial.addIntent('image'), trial.addIntent(random.pick(KINDS))];
    const window = trial.window({ staysOpen: true, intents });
    // The window dies between the first event of a task and its end, at a point that varies by round.
    const state = random.pick(['queued', 'running', 'collecting']);
    await window.waitForMessage(message => message.type === 'ready');
    await window.waitForMessage(
      message => message.type === 'seen' && (message.state === state || message.state === 'done')
    );
    window.kill();
    assert.deepEqual(await window.exited, { killed: true });
  }
  const over = ['done', 'failed', 'unknown', 'uncollected'];
  const { length } = trial.intents;
  await survivor.waitForMessage(() => {
    const ends = survivor.messages.filter(message => message.type === 'seen' && over.includes(message.state));
    return new Set(ends.map(message => 'localId' in message && message.localId)).size === length;
  });
  const verdict = await findProblems(trial, await actAsUser(trial, await close(survivor)));
  assert.deepEqual([verdict.duplicates, verdict.losses, verdict.violations], [[], [], []]);
  assert.equal(verdict.intents, verdict.submissions + verdict.explained);
});

test('windows: only one queries KIE about a task, others after its lease expired', OPTIONS, async t => {
  const speed = 50;
  const stand = await open(t, { speed, taskMs: 1_500 });
  const trial = await stand.trial('follow');
  const [first, second, third] = [1, 2, 3].map(() => trial.window({ staysOpen: true, intents: [] })) as [
    WindowProcess,
    WindowProcess,
    WindowProcess
  ];
  for (const window of [first, second, third]) await window.waitForMessage(message => message.type === 'ready');
  first.send({ do: 'start', intents: [trial.addIntent('image')] });
  const running = await second.waitForMessage(message => message.type === 'seen' && message.state === 'running');
  assert.ok(running?.type === 'seen');
  const { localId } = running;
  first.kill();
  await first.exited;
  const killedAt = (Date.now() - stand.base) * speed + stand.base;
  const other = await Promise.race([second, third].map(window => sees(window, localId, 'done')));
  assert.ok(other);
  await Promise.all([second, third].map(window => sees(window, localId, 'done')));
  const polls = stand.emulator.requests.filter(request => request.call === 'recordInfo').map(request => request.at);
  const after = polls.filter(at => at > killedAt);
  // The dead window renewed its lease at most 10 s before.
  assert.ok(after.length > 0 && Math.min(...after) >= killedAt + LEASE_MS - 11_000, 'the lease was respected');
  const verdict = await findProblems(trial, await close(second));
  await close(third);
  assert.deepEqual([verdict.duplicates, verdict.losses, verdict.violations, verdict.results], [[], [], [], 1]);
});

test('windows: a stop in one ends the following in another process', OPTIONS, async t => {
  const stand = await open(t, { speed: 100, taskMs: 60_000 });
  const trial = await stand.trial('stop');
  const [first, second] = [1, 2].map(() => trial.window({ staysOpen: true, intents: [] })) as [
    WindowProcess,
    WindowProcess
  ];
  for (const window of [first, second]) await window.waitForMessage(message => message.type === 'ready');
  first.send({ do: 'start', intents: [trial.addIntent('image')] });
  const queued = await second.waitForMessage(message => message.type === 'seen' && message.state === 'queued');
  assert.ok(queued?.type === 'seen');
  second.send({ do: 'stop', localId: queued.localId });
  await sees(first, queued.localId, 'stopped');
  // The lease is released only after the run ends; then the first window to close leaves nothing behind.
  const [report] = [await close(first), await close(second)];
  assert.equal(report.tasks[0]?.state, 'stopped');
  assert.equal(stand.emulator.submissions.length, 1);
});

test('windows: a change in one is soon seen by another, in real time', OPTIONS, async t => {
  const stand = await open(t, { speed: 1, taskMs: 60_000 });
  const trial = await stand.trial('seen');
  const [first, second] = [1, 2].map(() => trial.window({ staysOpen: true, intents: [] })) as [
    WindowProcess,
    WindowProcess
  ];
  for (const window of [first, second]) await window.waitForMessage(message => message.type === 'ready');
  first.send({ do: 'start', intents: [trial.addIntent('text')] });
  for (const state of ['queued', 'stopped'] as const) {
    const own = await first.waitForMessage(message => message.type === 'seen' && message.state === state);
    assert.ok(own?.type === 'seen');
    const others = await sees(second, own.localId, state);
    assert.ok(others?.type === 'seen');
    // The window polls once per second; the bound leaves room for a busy machine.
    assert.ok(others.at - own.at < 10_000, `seen after ${others.at - own.at} ms`);
    if (state === 'queued') first.send({ do: 'stop', localId: own.localId });
  }
  for (const window of [first, second]) await close(window);
});
