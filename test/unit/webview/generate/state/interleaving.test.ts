// The form's state against an extension whose responses and pushes arrive late, in any order, between user actions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Draft } from '../../../../../src/shared/form.ts';
import { PUSHES } from '../../../../../src/shared/protocol/messages.ts';
import type { RequestMessage } from '../../../../../src/shared/protocol/messages.ts';
import { REQUESTS } from '../../../../../src/shared/protocol/requests.ts';
import type { Snapshot } from '../../../../../src/shared/protocol/snapshot.ts';
import { shownOption } from '../../../../../webview/generate/model/modes.ts';
import { chooseModel } from '../../../../../webview/generate/state/chooseModel.ts';
import { createPage } from '../../../../../webview/generate/state/createPage.ts';
import { chooseMode, setValue } from '../../../../../webview/generate/state/draftActions.ts';
import type { Page } from '../../../../../webview/generate/state/page.ts';
import { modelOf, valueAt } from '../../../../../webview/generate/state/pageState.ts';
import type { PageState } from '../../../../../webview/generate/state/pageState.ts';
import { resetForm, undoReset } from '../../../../../webview/generate/state/resetForm.ts';
import { applyPush, start } from '../../../../../webview/generate/state/snapshotActions.ts';
import { Rpc } from '../../../../../webview/rpc.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';

const MODELS = ['A', 'B', 'C'];
const text = { type: 'string' } as const;
const params = { prompt: text, style: text, loud: { type: 'boolean' }, frame: text, reference: text } as const;
const mode = {
  id: 'start',
  options: [
    { label: 'Frames', params: ['frame'] },
    { label: 'References', params: ['reference'] }
  ]
};
const evaluation = {
  issues: [],
  advice: [],
  fields: {},
  modes: [mode],
  counters: [],
  price: { kind: 'unknown', parts: [] }
};

/** The extension's side: the memory of the form, without VS Code. */
class Extension {
  model = 'A';
  edition = 1;
  typed = 0;
  readonly drafts = new Map<string, Draft>([['A', {}]]);
  readonly #openedAt = new Map<string, number>();
  #requests = 0;

  get draft(): Draft {
    return this.drafts.get(this.model) ?? {};
  }

  open(model: string, draft: Draft): void {
    this.model = model;
    this.edition += 1;
    this.#openedAt.set(model, this.edition);
    this.typed = 0;
    this.drafts.set(model, { ...draft });
  }

  /** Opens another request in the form, as from the history or a menu. */
  openElsewhere(model: string): Draft {
    const draft = { prompt: `request ${++this.#requests}` };
    this.open(model, draft);
    return draft;
  }

  snapshot(model = this.model, draft = this.draft): Snapshot {
    return {
      models: MODELS.map(id => ({ id, name: id })),
      model: { entry: modelEntry({ id: model, params }), order: Object.keys(params) },
      draft,
      edition: this.edition,
      typed: this.typed,
      media: {},
      evaluation,
      account: { hasKey: true },
      tasks: [],
      picker: { favorites: [], recent: [], showLegacy: false, fresh: [], last: {} },
      presets: []
    } as unknown as Snapshot;
  }

  answer({ name, params: asked }: RequestMessage): unknown {
    if (name === 'chooseModel') {
      const draft = { ...this.drafts.get(asked.id), ...this.draft };
      if (asked.id === this.model) return this.snapshot();
      if (asked.ahead === true) return this.snapshot(asked.id, draft);
      this.open(asked.id, draft);
      return this.snapshot();
    }
    if (name === 'evaluate') {
      if (asked.edition >= (this.#openedAt.get(asked.model) ?? 0)) {
        if (asked.model === this.model) this.typed = asked.typed;
        this.drafts.set(asked.model, asked.draft);
      }
      return { revision: asked.revision, evaluation, media: {} };
    }
    throw new Error(`The form is not expected to ask for ${name}.`);
  }
}

/** The page, the extension and both queues between them; a message is delivered only by an explicit step. */
class FormFixture {
  readonly extension = new Extension();
  readonly page: Page;
  readonly problems: string[] = [];
  /** Requests that have not arrived yet, in order. */
  readonly #requests: RequestMessage[] = [];
  /** Pending messages from the extension: responses and pushes, each with any delay. */
  readonly #posts: unknown[] = [];
  #arrive: (data: unknown) => void = () => undefined;

  constructor() {
    const rpc: Rpc = new Rpc(
      { requests: REQUESTS, pushes: PUSHES },
      {
        post: message => void this.#requests.push(message as RequestMessage),
        listen: on => void (this.#arrive = on),
        later: () => () => undefined
      },
      { onPush: push => applyPush(this.page, push), onProblem: problem => this.problems.push(problem) }
    );
    const store = { get: () => undefined, set: () => undefined };
    this.page = createPage(rpc, store, () => undefined);
  }

  get state(): PageState {
    return this.page.store.get();
  }

  async start(): Promise<void> {
    await start(this.page, Promise.resolve(this.extension.snapshot()));
  }

  /** The extension receives the oldest request. */
  receive(): void {
    const message = this.#requests.shift();
    if (message === undefined) return;
    this.#posts.push({
      type: 'answer',
      seq: message.seq,
      ok: true,
      result: this.extension.answer(structuredClone(message))
    });
  }

  push(): void {
    this.#posts.push({ type: 'snapshot', snapshot: this.extension.snapshot() });
  }

  /** The page receives one of the pending messages. */
  deliver(which: number): void {
    const [post] = this.#posts.splice(which % Math.max(1, this.#posts.length), 1);
    // As between processes: both sides have objects of their own.
    if (post !== undefined) this.#arrive(structuredClone(post));
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 30; i++) await Promise.resolve();
  }

  async drain(): Promise<void> {
    await this.settle();
    while (this.#requests.length > 0 || this.#posts.length > 0) {
      this.receive();
      this.deliver(0);
      await this.settle();
    }
  }
}

type Step =
  | { readonly do: 'type' | 'clear'; readonly name: 'prompt' | 'style' | 'frame' }
  | { readonly do: 'mode'; readonly index: number }
  | { readonly do: 'toggle' | 'receive' | 'push' }
  | { readonly do: 'choose' | 'look' | 'open'; readonly model: string }
  | { readonly do: 'deliver'; readonly which: number };

const model = fc.constantFrom(...MODELS);
const typeStep = fc.record({
  do: fc.constant('type' as const),
  name: fc.constantFrom('prompt' as const, 'style' as const)
});
const userSteps = [
  typeStep,
  fc.record({ do: fc.constant('toggle' as const) }),
  fc.record({ do: fc.constantFrom('choose' as const, 'look' as const), model })
];
const channelSteps = [
  fc.record({ do: fc.constantFrom('receive' as const, 'push' as const) }),
  fc.record({ do: fc.constant('deliver' as const), which: fc.nat(5) })
];
const clearStep = fc.record({
  do: fc.constant('clear' as const),
  name: fc.constantFrom('prompt' as const, 'style' as const)
});
const openStep = fc.record({ do: fc.constant('open' as const), model });

/** Runs all steps, delivers every message, and returns the values that the user entered last, by name. */
async function play(form: FormFixture, steps: readonly Step[]): Promise<Record<string, unknown>> {
  const entered = await take(form, steps);
  await form.drain();
  return entered;
}

/** Runs all steps and returns the values that the user entered last, by name. */
async function take(form: FormFixture, steps: readonly Step[]): Promise<Record<string, unknown>> {
  const { page, extension } = form;
  const entered: Record<string, unknown> = {};
  let count = 0;
  const enter = (name: string, value: unknown): void => {
    entered[name] = value;
    setValue(page, [name], value);
  };
  for (const step of steps) {
    if (step.do === 'type') enter(step.name, `text ${++count}`);
    else if (step.do === 'clear') enter(step.name, undefined);
    else if (step.do === 'toggle') enter('loud', valueAt(form.state, ['loud']) !== true);
    else if (step.do === 'choose') void chooseModel(page, step.model);
    else if (step.do === 'look') void page.lookAhead.look(step.model);
    else if (step.do === 'receive') form.receive();
    else if (step.do === 'push') form.push();
    else if (step.do === 'deliver') form.deliver(step.which);
    else if (step.do === 'mode') chooseMode(page, mode, step.index);
    else if ('model' in step) {
      extension.openElsewhere(step.model);
      form.push();
    }
    await form.settle();
  }
  return entered;
}

test('form: no input is lost in any order of answers and pushes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...userSteps, ...channelSteps), { maxLength: 40 }), async steps => {
      const form = new FormFixture();
      await form.start();
      const entered = await play(form, steps);
      assert.deepEqual({ ...form.state.draft }, entered);
      assert.deepEqual(form.problems, []);
      assert.equal(form.state.choice, undefined);
    }),
    { numRuns: 2000 }
  );
});

test('form: no input is lost after a choice of the model that shows', async () => {
  // Its answer reports fewer changes than a request that is still in flight. A page that took over that number would
  // later replace newer input with the draft of that request.
  const type = { do: 'type', name: 'prompt' } as const;
  const [receive, push] = [{ do: 'receive' }, { do: 'push' }] as const;
  const deliver = (which: number) => ({ do: 'deliver', which }) as const;
  const known: Step[] = [type, type, type, receive, receive, deliver(1), deliver(0), type, receive, push, deliver(0)];
  const anySteps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(fc.constant(type), ...channelSteps), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(anySteps, async steps => {
      const form = new FormFixture();
      await form.start();
      const entered = await play(form, [{ do: 'choose', model: 'A' }, ...steps]);
      assert.deepEqual({ ...form.state.draft }, entered);
    }),
    { numRuns: 1000, examples: [[known]] }
  );
});

test('form: page and extension agree in the end, with opened requests too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(...userSteps, ...channelSteps, clearStep, openStep), { maxLength: 40 }),
      async steps => {
        const form = new FormFixture();
        await form.start();
        await play(form, steps);
        assert.equal(modelOf(form.state), form.extension.model);
        assert.deepEqual(form.state.draft, form.extension.draft);
        assert.deepEqual(form.problems, []);
      }
    ),
    { numRuns: 2000 }
  );
});

test('form: values entered after an opened request arrived are kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(...userSteps, ...channelSteps), { maxLength: 20 }),
      fc.array(fc.oneof(...userSteps, ...channelSteps), { maxLength: 20 }),
      async (before, after) => {
        const form = new FormFixture();
        await form.start();
        await play(form, before);
        form.extension.openElsewhere('B');
        form.push();
        await form.drain();
        const base = { ...form.state.draft };
        const entered = await play(form, after);
        // A model keeps its own values where no others replace them, so the draft may contain more.
        assert.deepEqual({ ...form.state.draft, ...base, ...entered }, form.state.draft);
      }
    ),
    { numRuns: 500 }
  );
});

test('form: the chosen option stays, and so do the values of the other one', async () => {
  const look = fc.constant<Step>({ do: 'look', model: 'B' });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(typeStep, look, ...channelSteps), { maxLength: 12 }),
      fc.array(fc.oneof(typeStep, ...channelSteps), { maxLength: 12 }),
      fc.array(fc.oneof(typeStep, ...channelSteps), { maxLength: 12 }),
      async (before, between, after) => {
        const form = new FormFixture();
        await form.start();
        await take(form, [...before, { do: 'choose', model: 'B' }, ...between]);
        // The options are those of the new form.
        if (modelOf(form.state) !== 'B') await form.drain();
        await take(form, [
          { do: 'type', name: 'frame' },
          { do: 'mode', index: 1 }
        ]);
        const frame = form.state.modes.setAside.get('frame');
        await play(form, after);
        assert.equal(shownOption(form.state.modes, mode), 1);
        assert.equal(form.state.draft['frame'], undefined);
        chooseMode(form.page, mode, 0);
        assert.equal(form.state.draft['frame'], frame);
      }
    ),
    { numRuns: 2000 }
  );
});

test('form: a reset can be undone after a state with the same values arrives', async () => {
  const form = new FormFixture();
  await form.start();
  await play(form, [{ do: 'type', name: 'prompt' }]);
  resetForm(form.page);
  await form.drain();
  form.push();
  await form.drain();
  assert.equal(form.state.reset?.after, form.state.draft);
  undoReset(form.page);
  assert.deepEqual(form.state.draft, { prompt: 'text 1' });
});
