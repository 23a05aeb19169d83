import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { InterruptedError, RateLimitError, UnreachableError } from '../../../../src/core/http/errors/errors.ts';
import { Balance } from '../../../../src/core/tasks/balance.ts';
import type { Task } from '../../../../src/shared/task.ts';
import { FakeKie, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const mayBeAccepted = new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' });
const refused = new RateLimitError('Too many.', { remedy: 'wait', accepted: 'no' });
const unreachable = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });
const never = new Promise<never>(() => undefined);

const AROUND: readonly (readonly [string, string | Error, Task['state'], Task['balance']])[] = [
  ['accepted', 'id-1', 'done', { before: 100, after: 92 }],
  ['ambiguous', mayBeAccepted, 'unknown', { before: 100, after: 92 }],
  ['provably rejected', refused, 'failed', { before: 100 }]
];

for (const [name, answer, state, balance] of AROUND) {
  test(`balance: a submission that is ${name} stores the balance around it`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCreate = () => answer;
    kie.onCredits = () => (kie.posts.length === 0 ? 100 : 92);
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    await fixture.waitForEnd(window, localId);
    await fixture.advance(5_000);
    const task = window.engine.tasks.get(localId);
    assert.deepEqual([task?.state, task?.balance], [state, balance]);
    const other = await fixture.openWindow();
    assert.deepEqual(other.engine.tasks.get(localId)?.balance, balance, 'it is stored in the ledger');
  });
}

for (const [name, credits] of [
  ['hangs', never],
  ['fails', unreachable]
] as const) {
  test(`balance: a query that ${name} does not delay a submission for long`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCredits = () => credits;
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    await fixture.advance(5_000);
    assert.equal(kie.posts.length, 1);
    assert.equal((await fixture.waitForEnd(window, localId)).balance, undefined);
  });
}

test('balance: many submissions share the queries before and after them', OPTIONS, async t => {
  const kie = new FakeKie();
  // A query takes longer than 20 submissions, however busy the machine is.
  const { promise: allSubmitted, resolve: answer } = Promise.withResolvers<number>();
  kie.onCredits = () => (kie.posts.length === 0 ? 7 : allSubmitted);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  await Promise.all(Array.from({ length: 20 }, () => window.engine.tasks.start(fixture.intent())));
  await fixture.advanceUntil(() => kie.posts.length === 20);
  answer(7);
  await fixture.advance(10);
  assert.ok(kie.balanceQueries < 10, `asked ${kie.balanceQueries} times`);
  assert.ok(window.engine.tasks.list().every(task => task.balance?.before === 7 && task.balance.after === 7));
});

const PRICES: readonly (readonly [string, number, boolean, number])[] = [
  ['less than the price', 9, false, 2],
  ['exactly the price', 10, true, 1]
];

for (const [name, credits, runs, queries] of PRICES) {
  test(`start: a balance of ${name} ${runs ? 'is enough' : 'is rejected before an upload'}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCredits = () => credits;
    const fixture = new EngineFixture(t, kie);
    const { engine } = await fixture.openWindow();
    const image = path.join(fixture.dir, 'in.png');
    await fs.writeFile(image, PNG_IMAGE);
    const start = engine.tasks.start(fixture.intent({ model: 'priced', input: { image: pathToFileURL(image).href } }));
    if (runs) await start;
    else await assert.rejects(start, { remedy: 'top-up', accepted: 'no' });
    assert.equal(kie.balanceQueries, queries, 'a balance that seems too small is queried again');
    assert.equal(engine.tasks.list().length, runs ? 1 : 0);
    assert.equal(kie.uploads.length, 0);
  });
}

test('start: new credits are noticed', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onCredits = n => (n === 1 ? 1 : 50);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  await window.engine.account.credits();
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'priced', input: {} }));
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
});

test('balance: a new query never returns an earlier pending response', async () => {
  const answers: ((credits: number) => void)[] = [];
  const clock = { now: () => 5, sleep: () => never };
  const balance = new Balance(() => new Promise<number>(resolve => void answers.push(resolve)), clock);
  const first = balance.look();
  const [second, third] = [balance.look(), balance.look()];
  answers[0]?.(1);
  assert.equal(await first, 1);
  while (answers.length < 2) await new Promise(setImmediate);
  answers[1]?.(2);
  assert.deepEqual(await Promise.all([second, third]), [2, 2]);
  assert.equal(answers.length, 2);
  balance.note(9, true);
  assert.deepEqual([balance.last, balance.known(1_000)], [9, undefined], 'the balance of another key does not count');
});
