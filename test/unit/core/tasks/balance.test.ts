import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { InterruptedError, RateLimitError, UnreachableError } from '../../../../src/core/http/errors/errors.ts';
import { Balance } from '../../../../src/core/tasks/balance.ts';
import type { Task } from '../../../../src/shared/task.ts';
import { FakeKie, PICTURE } from '../../../support/engine/fakeKie.ts';
import { World } from '../../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const perhaps = new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' });
const refused = new RateLimitError('Too many.', { remedy: 'wait', accepted: 'no' });
const away = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });
const never = new Promise<never>(() => undefined);

const AROUND: readonly (readonly [string, string | Error, Task['state'], Task['balance']])[] = [
  ['accepted', 'id-1', 'done', { before: 100, after: 92 }],
  ['ambiguous', perhaps, 'unknown', { before: 100, after: 92 }],
  ['refused with proof', refused, 'failed', { before: 100 }]
];

for (const [name, answer, state, balance] of AROUND) {
  test(`a submission that is ${name} tells the balance around it`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCreate = () => answer;
    kie.onCredits = () => (kie.posts.length === 0 ? 100 : 92);
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent());
    await world.ends(window, localId);
    await world.pass(5_000);
    const task = window.engine.tasks.get(localId);
    assert.deepEqual([task?.state, task?.balance], [state, balance]);
    const other = await world.open();
    assert.deepEqual(other.engine.tasks.get(localId)?.balance, balance, 'it is in the ledger');
  });
}

for (const [name, credits] of [
  ['does not come', never],
  ['cannot be had', away]
] as const) {
  test(`a balance that ${name} holds no submission up for long`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCredits = () => credits;
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent());
    await world.pass(5_000);
    assert.equal(kie.posts.length, 1);
    assert.equal((await world.ends(window, localId)).balance, undefined);
  });
}

test('many submissions in a minute ask for the balance before them once, and after them together', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const window = await world.open();
  await Promise.all(Array.from({ length: 20 }, () => window.engine.tasks.start(world.intent())));
  await world.until(() => kie.posts.length === 20);
  await world.pass(10);
  assert.ok(kie.looks < 10, `asked ${kie.looks} times`);
  assert.ok(window.engine.tasks.list().every(task => task.balance?.before === 7 && task.balance.after === 7));
});

const PRICES: readonly (readonly [string, number, boolean, number])[] = [
  ['less than the exact price', 9, false, 2],
  ['just the exact price', 10, true, 1]
];

for (const [name, credits, runs, looks] of PRICES) {
  test(
    `a balance of ${name}: ${runs ? 'runs' : 'refused before anything is uploaded or written'}`,
    OPTIONS,
    async t => {
      const kie = new FakeKie();
      kie.onCredits = () => credits;
      const world = new World(t, kie);
      const { engine } = await world.open();
      const image = path.join(world.dir, 'in.png');
      await fs.writeFile(image, PICTURE);
      const start = engine.tasks.start(world.intent({ model: 'priced', input: { image: pathToFileURL(image).href } }));
      if (runs) await start;
      else await assert.rejects(start, { remedy: 'top-up', accepted: 'no' });
      assert.equal(kie.looks, looks, 'a balance that seems too small is asked for anew');
      assert.equal(engine.tasks.list().length, runs ? 1 : 0);
      assert.equal(kie.uploads.length, 0);
    }
  );
}

test('credits that came meanwhile count', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onCredits = n => (n === 1 ? 1 : 50);
  const world = new World(t, kie);
  const window = await world.open();
  await window.engine.account.credits();
  const { localId } = await window.engine.tasks.start(world.intent({ model: 'priced', input: {} }));
  assert.equal((await world.ends(window, localId)).state, 'done');
});

test('who asks for the balance anew never gets an answer that was on its way before', async () => {
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
  assert.deepEqual([balance.last, balance.known(1_000)], [9, undefined], 'another key says nothing of this one');
});
