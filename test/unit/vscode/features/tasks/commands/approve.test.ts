import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { HeldTask } from '../../../../../../src/shared/tasks/heldTask.ts';
import type { Task, TaskHold } from '../../../../../../src/shared/task.ts';
import { DailyLimit } from '../../../../../../src/core/tasks/dailyLimit.ts';
import type { Services } from '../../../../../../src/vscode/services.ts';
import '../../../../../support/vscode/register.ts';
import { user } from '../../../../../support/vscode/vscode.ts';

const { approve, approveAll } = await import('../../../../../../src/vscode/features/tasks/commands/approve.ts');
const { askAboutHeld } = await import('../../../../../../src/vscode/features/tasks/notifications/heldNotification.ts');

const held = (localId: string, credits: number | undefined, rest: Partial<HeldTask> = {}): HeldTask => ({
  localId,
  model: 'm',
  state: 'preparing',
  input: {},
  results: [],
  estimate: 4,
  estimateKind: 'exact',
  createdAt: Date.now(),
  updatedAt: 1,
  origin: 'form',
  batch: { id: 'x' },
  hold: {
    kind: 'price',
    message: `This task now costs ${credits} credits.`,
    price: credits === undefined ? { exact: false } : { credits, exact: true, kind: 'exact' }
  },
  ...rest
});

/** An extension with these tasks, a daily limit of 20 credits and a user who confirms every question. */
function setUp(t: TestContext, tasks: readonly Task[], spent = 8) {
  const approved: string[] = [];
  const questions: string[] = [];
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-approve-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const dailyLimit = new DailyLimit(dir, () => 20);
  const engine = {
    tasks: {
      list: () => tasks,
      get: (localId: string) => tasks.find(task => task.localId === localId),
      approve: (localId: string, hold: TaskHold) => {
        assert.equal(hold, tasks.find(task => task.localId === localId)?.hold);
        return approved.push(localId) > 0;
      }
    },
    account: { spentToday: () => spent },
    models: { entry: () => ({ name: 'Fox', params: {} }) },
    drafts: { evaluate: () => Promise.resolve({ lengths: [{ kind: 'exact', seconds: 5 }] }) }
  };
  const services = {
    engine: { get: () => Promise.resolve(engine) },
    key: { get: () => Promise.resolve('key') },
    ask: {
      confirm: (question: string, detail: string, action: string, severity: string) => {
        assert.equal(severity, 'warning');
        questions.push([question, detail, action].join('|'));
        return Promise.resolve(true);
      }
    },
    dailyLimit
  } as unknown as Services;
  return { services, approved, questions, dailyLimit };
}

beforeEach(() => {
  user.messages.length = 0;
  user.commands.length = 0;
  user.answer = undefined;
});

test('approve all: one question has the number and the sum of a batch', async t => {
  const other = held('other', 50, { batch: { id: 'y' } });
  const { services, approved, questions } = setUp(
    t,
    [held('a', 7), held('b', 6), other, { ...held('c', 1), hold: undefined as never }],
    7
  );
  await approveAll(services, 'x');
  assert.deepEqual(approved, ['a', 'b']);
  assert.equal(questions.length, 1);
  assert.match(
    questions[0] ?? '',
    /^Approve and send 2 tasks for 13 credits\?\|Model: Fox\nPrice: 13 credits \(\$0\.065\)\nDuration: 5 s each\n.*\|Approve All$/s
  );
  assert.match(questions[0] ?? '', /now costs 7 credits\.\nThis task now costs 6 credits\./);
});

test('approve all: counts the changed prices for the daily limit', async t => {
  // 8 of 20 are spent; a held task reserves nothing, so its whole price is added.
  const { services, questions, dailyLimit } = setUp(t, [held('a', 7), held('b', 6)]);
  await approveAll(services, { batchId: 'x' });
  assert.match(questions[0] ?? '', /exceed your daily limit of 20 credits \(8 credits used.*\|Raise Limit for Today/s);
  assert.equal(dailyLimit.today, 40);
  const within = setUp(t, [held('a', 6), held('b', 6)]);
  await approveAll(within.services, ['a', 'b']);
  assert.doesNotMatch(within.questions[0] ?? '', /limit/);
});

test('approve all: shows that a sum is unknown', async t => {
  const { services, questions } = setUp(t, [held('a', 7), held('b', undefined)]);
  await approveAll(services);
  assert.match(questions[0] ?? '', /^Approve and send 2 tasks\? Price unknown\.\|.*may exceed your daily limit of 20/s);
  const over = setUp(t, [held('a', 12), held('b', undefined)]);
  await approveAll(over.services);
  assert.match(over.questions[0] ?? '', /exceed your daily limit of 20 credits.*\|Raise Limit for Today and Run$/s);
});

test('approve: asks about a changed price, and about age only beyond the daily limit', async t => {
  const hold: TaskHold = { kind: 'age', message: 'It was started earlier.' };
  const tasks = [held('a', 7), held('b', 4, { hold })];
  const { services, questions, approved } = setUp(t, tasks);
  await approve(services, 'a');
  await approve(services, 'b');
  assert.deepEqual([approved, questions.length], [['a', 'b'], 1]);
  const over = setUp(t, tasks, 21);
  await approve(over.services, 'b');
  assert.match(over.questions[0] ?? '', /^Fox: It was started earlier\.\|.*exceed your daily limit/s);
});

test('approve all: asks about a single task too, because a link can call it', async t => {
  const { services, questions, approved } = setUp(t, [
    held('a', 4, { hold: { kind: 'age', message: 'It was started earlier.' } })
  ]);
  await approveAll(services);
  assert.deepEqual([approved, questions.length], [['a'], 1]);
  assert.match(questions[0] ?? '', /^Fox: It was started earlier\./);
});

test('approve all: without a held task shows a message and asks nothing', async t => {
  const { services, questions } = setUp(t, []);
  await approveAll(services);
  assert.deepEqual([questions, user.messages[0]?.text], [[], 'No tasks need approval.']);
});

test('held notification: several tasks offer Approve All for their batch', async () => {
  user.answer = 'Approve All…';
  await askAboutHeld([held('a', 7), held('b', 7)], () => 'Fox');
  assert.deepEqual(user.messages[0], {
    text: '2 tasks need your approval. Fox: This task now costs 7 credits.',
    actions: ['Approve All…', 'Show Tasks']
  });
  const lone = { batch: undefined as never };
  await askAboutHeld([held('a', 7, lone), held('b', 7, lone)], () => 'Fox');
  assert.deepEqual(user.commands, [
    ['kie.approveAll', 'x'],
    ['kie.approveAll', ['a', 'b']]
  ]);
});
