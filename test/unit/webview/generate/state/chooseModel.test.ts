import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '../../../../../src/shared/form.ts';
import { PUSHES } from '../../../../../src/shared/protocol/messages.ts';
import type { RequestMessage } from '../../../../../src/shared/protocol/messages.ts';
import { REQUESTS } from '../../../../../src/shared/protocol/requests.ts';
import type { RequestName } from '../../../../../src/shared/protocol/requests.ts';
import type { Snapshot } from '../../../../../src/shared/protocol/snapshot.ts';
import { chooseModel, pickModel } from '../../../../../webview/generate/state/chooseModel.ts';
import { createPage } from '../../../../../webview/generate/state/createPage.ts';
import { setValue } from '../../../../../webview/generate/state/draftActions.ts';
import { chosenModel, modelOf } from '../../../../../webview/generate/state/pageState.ts';
import { applyPush, start } from '../../../../../webview/generate/state/snapshotActions.ts';
import { Rpc } from '../../../../../webview/rpc.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';

const params = { prompt: { type: 'string' }, duration: { type: 'integer' }, picture: { type: 'string' } } as const;
const evaluation = (credits: number) => ({
  issues: [],
  advice: [],
  fields: {},
  modes: [],
  counters: [],
  price: { kind: 'exact' as const, credits, parts: [] }
});
const state = (id: string, draft: Draft, edition: number, credits = 1): Snapshot =>
  ({
    models: ['A', 'B', 'C'].map(model => ({ id: model, name: model })),
    model: { entry: modelEntry({ id, params }), order: [] },
    draft,
    edition,
    typed: 0,
    media: {},
    evaluation: evaluation(credits),
    account: { hasKey: true },
    tasks: [],
    picker: { favorites: [], recent: [], showLegacy: false, fresh: [], last: {} },
    presets: []
  }) as unknown as Snapshot;

const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

/** The page without rendering: sent requests, and responses of the extension. Model A with prompt "x" is selected. */
async function page() {
  const sent: RequestMessage[] = [];
  const problems: string[] = [];
  let arrive: (data: unknown) => void = () => undefined;
  const rpc: Rpc = new Rpc(
    { requests: REQUESTS, pushes: PUSHES },
    { post: m => void sent.push(m as RequestMessage), listen: on => void (arrive = on), later: () => () => undefined },
    { onPush: push => applyPush(subject, push), onProblem: problem => problems.push(problem) }
  );
  const store = { get: () => undefined, set: () => undefined };
  const subject = createPage(rpc, store, () => undefined);
  await start(subject, Promise.resolve(state('A', { prompt: 'x' }, 1)));
  const say = async (message: unknown): Promise<void> => {
    arrive(message);
    await turns();
    assert.deepEqual(problems, []);
  };
  const lastOf = (name: RequestName): RequestMessage => {
    const found = sent.findLast(message => message.name === name);
    assert.ok(found, `${name} was requested`);
    return found;
  };
  return {
    page: subject,
    sent,
    last: lastOf,
    answer: (to: RequestMessage, result: unknown) => say({ type: 'answer', seq: to.seq, ok: true, result }),
    refuse: (to: RequestMessage) => say({ type: 'answer', seq: to.seq, ok: false, message: 'It has gone.' }),
    push: (snapshot: Snapshot) => say({ type: 'snapshot', snapshot }),
    choose: async (id: string): Promise<RequestMessage> => {
      void chooseModel(subject, id);
      await turns();
      const asked = sent.findLast(({ name, params: p }) => name === 'chooseModel' && !('ahead' in p));
      assert.ok(asked);
      return asked;
    },
    look: async (id: string): Promise<RequestMessage> => {
      void subject.lookAhead.look(id);
      await turns();
      return lastOf('chooseModel');
    },
    get state() {
      return subject.store.get();
    },
    get leftOut() {
      return subject.store.get().snapshot?.leftOut;
    },
    get shown() {
      const state = subject.store.get();
      return [modelOf(state), state.draft, state.evaluation?.price.credits, state.choice !== undefined];
    }
  };
}

test('model choice: the last of two counts, in any order of answers', async () => {
  for (const swapped of [false, true]) {
    const p = await page();
    const [b, c] = [await p.choose('B'), await p.choose('C')];
    const answers = [
      () => p.answer(b, state('B', { prompt: 'x', duration: 15 }, 2)),
      () => p.answer(c, state('C', { prompt: 'x', duration: 5 }, 3))
    ];
    for (const answer of swapped ? answers.reverse() : answers) await answer();
    assert.deepEqual(p.shown, ['C', { prompt: 'x', duration: 5 }, 1, false]);
  }
});

test('model choice: an early form does not yield to an older choice', async () => {
  const p = await page();
  const b = await p.choose('B');
  await p.answer(await p.look('C'), state('C', { prompt: 'x', duration: 5 }, 2));
  const c = await p.choose('C');
  await p.answer(b, state('B', { prompt: 'x', duration: 15 }, 2));
  assert.deepEqual(p.shown, ['C', { prompt: 'x', duration: 5 }, 1, true]);
  await p.answer(c, state('C', { prompt: 'x', duration: 5 }, 3));
  assert.deepEqual(p.shown, ['C', { prompt: 'x', duration: 5 }, 1, false]);
});

test('model choice: the shown model can be chosen again while one is pending', async () => {
  const p = await page();
  const b = await p.choose('B');
  assert.equal(chosenModel(p.state), 'B');
  const a = await p.choose('A');
  await p.answer(b, state('B', { prompt: 'x' }, 2));
  await p.answer(a, state('A', { prompt: 'x' }, 3));
  assert.deepEqual(p.shown, ['A', { prompt: 'x' }, 1, false]);
});

test('model choice: a request opened while it is pending is kept', async () => {
  const p = await page();
  const b = await p.choose('B');
  await p.push(state('C', { prompt: 'opened' }, 3));
  await p.answer(b, state('B', { prompt: 'x' }, 2));
  assert.deepEqual(p.shown, ['C', { prompt: 'opened' }, 1, false]);
});

test('model choice: values entered while it is pending are carried over', async () => {
  const p = await page();
  const b = await p.choose('B');
  setValue(p.page, ['prompt'], 'x and more');
  await p.answer(b, state('B', { prompt: 'x', duration: 5 }, 2));
  assert.deepEqual(p.state.draft, { prompt: 'x and more', duration: 5 });
});

test('model choice: a value removed while it is pending stays removed', async () => {
  const p = await page();
  const b = await p.choose('B');
  setValue(p.page, ['prompt'], undefined);
  await p.answer(b, state('B', { prompt: 'x', duration: 15 }, 2));
  assert.deepEqual(p.state.draft, { duration: 15 });
});

test('model choice: the last change is sent before the choice', async () => {
  const p = await page();
  setValue(p.page, ['prompt'], 'a');
  await turns();
  const slow = p.last('evaluate');
  setValue(p.page, ['prompt'], 'a long text');
  const b = await p.choose('B');
  const pushed = p.sent.slice(0, p.sent.indexOf(b)).findLast(({ name }) => name === 'evaluate');
  assert.deepEqual(pushed?.params, { ...pushed?.params, model: 'A', draft: { prompt: 'a long text' } });
  await p.answer(b, state('B', { prompt: 'a long text' }, 2));
  await p.answer(slow, { ...slow.params, evaluation: evaluation(99), media: {} });
  assert.deepEqual(p.shown, ['B', { prompt: 'a long text' }, 1, false]);
});

test('model choice: a push while it is pending keeps entered values', async () => {
  const p = await page();
  await p.answer(await p.look('B'), state('B', { prompt: 'x' }, 1));
  const b = await p.choose('B');
  setValue(p.page, ['prompt'], 'typed');
  await p.push(state('B', { prompt: 'x' }, 2));
  await p.push(state('A', { prompt: 'x' }, 1));
  setValue(p.page, ['prompt'], 'typed on');
  await p.answer(b, state('B', { prompt: 'x' }, 2));
  assert.deepEqual(
    [modelOf(p.state), p.state.draft, p.state.choice !== undefined],
    ['B', { prompt: 'typed on' }, false]
  );
});

test('model choice: a value removed from an early form stays removed', async () => {
  const p = await page();
  const carried = { prompt: 'x', picture: 'p' };
  await p.answer(await p.look('B'), state('B', carried, 1, 50));
  const b = await p.choose('B');
  setValue(p.page, ['picture'], undefined);
  await turns();
  await p.answer(b, state('B', carried, 2, 50));
  assert.deepEqual(p.state.draft, { prompt: 'x' });
  const asked = p.last('evaluate');
  assert.deepEqual(asked.params, { ...asked.params, model: 'B', draft: { prompt: 'x' } });
});

test('model choice: a rejected one keeps values and pushes since', async () => {
  for (const ahead of [false, true]) {
    const p = await page();
    if (ahead) await p.answer(await p.look('B'), state('B', { prompt: 'x' }, 1));
    else setValue(p.page, ['prompt'], 'before');
    const b = await p.choose('B');
    if (!ahead) setValue(p.page, ['prompt'], 'before and after');
    applyPush(p.page, { type: 'account', account: { hasKey: true, credits: 9 } });
    await p.refuse(b);
    assert.deepEqual([modelOf(p.state), p.state.draft], ['A', { prompt: ahead ? 'x' : 'before and after' }]);
    assert.deepEqual(
      [p.state.snapshot?.account.credits, p.state.problem, p.state.choice !== undefined],
      [9, 'It has gone.', false]
    );
  }
});

test('model choice: an early form shows the current tasks', async () => {
  const p = await page();
  await p.answer(await p.look('B'), state('B', { prompt: 'x' }, 1));
  applyPush(p.page, {
    type: 'tasks',
    tasks: [{ task: { localId: 't' } }] as unknown as Snapshot['tasks'],
    batch: undefined
  });
  await p.choose('B');
  assert.deepEqual([modelOf(p.state), p.state.snapshot?.tasks.length], ['B', 1]);
});

test('left-out values: stay with values of the search, until the next change', async () => {
  const p = await page();
  const leftOut = ['Picture'];
  const choosing = pickModel(p.page, 'B', { duration: 5 });
  await turns();
  await p.answer(p.last('chooseModel'), { ...state('B', { prompt: 'x' }, 2), leftOut });
  await choosing;
  assert.deepEqual([p.state.draft, p.leftOut], [{ prompt: 'x', duration: 5 }, leftOut]);
  setValue(p.page, ['prompt'], 'x and more');
  assert.deepEqual(p.leftOut, []);
});

test('left-out values: a change of the early form removes them for good', async () => {
  const p = await page();
  const chosen = { ...state('B', { prompt: 'x' }, 1), leftOut: ['Picture'] };
  await p.answer(await p.look('B'), chosen);
  const b = await p.choose('B');
  assert.deepEqual(p.leftOut, ['Picture']);
  setValue(p.page, ['prompt'], 'typed');
  await p.answer(b, { ...chosen, edition: 2 });
  assert.deepEqual([p.state.draft, p.leftOut], [{ prompt: 'typed' }, []]);
});

test('evaluation: an answer about the previous request is ignored', async () => {
  const p = await page();
  setValue(p.page, ['picture'], 'large');
  await turns();
  const slow = p.last('evaluate');
  await p.push(state('A', { prompt: 'opened' }, 2, 7));
  await p.answer(slow, { ...slow.params, evaluation: evaluation(99), media: {} });
  assert.deepEqual(p.shown, ['A', { prompt: 'opened' }, 7, false]);
});

test('look ahead: no request is sent after the choice', async () => {
  const p = await page();
  const first = await p.look('B');
  await p.look('C');
  await p.choose('C');
  await p.answer(first, state('B', {}, 1));
  assert.deepEqual(
    p.sent.filter(({ name }) => name === 'chooseModel').map(({ params: asked }) => asked),
    [{ id: 'B', ahead: true }, { id: 'C' }]
  );
});
