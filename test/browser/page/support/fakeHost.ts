import type {
  Carried,
  Draft,
  FieldCounter,
  FieldMode,
  FormModel,
  Issue,
  ModelSummary,
  OptionPrices
} from '../../../../src/shared/form.ts';
import type { MediaItem } from '../../../../src/shared/protocol/media.ts';
import type { RequestMessage } from '../../../../src/shared/protocol/messages.ts';
import type { FormPreset, PickerState } from '../../../../src/shared/protocol/preferences.ts';
import type { RequestName } from '../../../../src/shared/protocol/requests.ts';

export interface HostData {
  readonly models: readonly ModelSummary[];
  /** Translations by English text. */
  readonly l10n?: Readonly<Record<string, string>>;
  readonly forms: Readonly<Record<string, FormModel>>;
  readonly start?: string;
  /** `posted`: the first state is posted when the page loads, without a request; `lost`: before the page listens. */
  readonly firstState?: 'posted' | 'lost';
  /** The user asked for the prompt while the page loaded. */
  readonly wantsPrompt?: boolean;
  readonly draft?: Draft;
  /** Default: 1. */
  readonly edition?: number;
  readonly hasKey?: boolean;
  readonly state?: unknown;
  readonly modes?: readonly FieldMode[];
  readonly presets?: readonly FormPreset[];
  readonly optionPrices?: OptionPrices;
  /** The prompts of every list that the user chooses. */
  readonly promptList?: readonly string[];
  readonly picker?: Partial<PickerState>;
  /** The known details of the media values in the draft. */
  readonly media?: Readonly<Record<string, MediaItem>>;
  /** The draft that an earlier task provides for its ID. */
  readonly earlier?: Draft;
  /** The prompts of the history, newest first. */
  readonly prompts?: readonly string[];
  /** The address of every sample in the page. */
  readonly sample?: string;
  /** The bytes of every audio file. */
  readonly audio?: readonly number[];
}

/** The state that a test can inspect and control from outside, as `window.kie`. */
export interface HostHandle {
  log: RequestMessage[];
  draft: Draft;
  state: unknown;
  violations: string[];
  errors: string[];
  /** Added to the issues found by the host. */
  extraIssues: Issue[];
  hidden: string[];
  counters: FieldCounter[];
  presets: FormPreset[];
  picker: PickerState;
  /** Labels that the next model change reports as left out. */
  leftOut: string[];
  /** Carried over by the next model change: the draft starts with these values. */
  carried: Carried | undefined;
  credits: number;
  /** The problem that `run` reports for runs that were not started. */
  runProblem: string;
  /** Whether runs are not started because the balance is too low. */
  isBalanceLow: boolean;
  /** Invalid values of a sweep. */
  invalidValues: unknown[];
  push(message: unknown): void;
  /** Posts the whole state with this draft and edition, which may be past or future. */
  pushState(draft: Draft, edition: number): void;
  /** Requests with this name get no response before `release`; look-ahead requests still do. */
  hold: RequestName | undefined;
  release(): void;
}

declare global {
  interface Window {
    kie: HostHandle;
    acquireVsCodeApi(): unknown;
  }
}

/**
 * Runs in the page before any other script and acts as the extension: same messages, with slightly delayed responses.
 */
export function fakeHost(data: HostData): void {
  let model = data.start === undefined ? undefined : data.forms[data.start];
  let edition = data.edition ?? 1;
  let typed = 0;
  const held: (() => void)[] = [];
  const kie: HostHandle = {
    log: [],
    draft: data.draft ?? {},
    state: data.state,
    violations: [],
    errors: [],
    extraIssues: [],
    hidden: [],
    counters: [],
    presets: [...(data.presets ?? [])],
    picker: { favorites: [], recent: [], showLegacy: false, fresh: [], last: {}, ...data.picker },
    leftOut: [],
    carried: undefined,
    credits: 100,
    runProblem: '',
    isBalanceLow: false,
    invalidValues: [],
    push: message => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) })),
    pushState: (draft, at) =>
      kie.push({ type: 'snapshot', snapshot: { ...snapshot(model, draft), edition: at, typed: 0 } }),
    hold: undefined,
    release: () => {
      kie.hold = undefined;
      for (const go of held.splice(0)) go();
    }
  };
  window.kie = kie;
  window.addEventListener('error', event => kie.errors.push(event.message));
  window.addEventListener('unhandledrejection', event => kie.errors.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', event =>
    kie.violations.push(`${event.violatedDirective} ${event.sample} ${event.blockedURI}`)
  );
  const evaluation = (form = model, draft = kie.draft) => {
    const params = form?.entry.params ?? {};
    const missing = Object.entries(params)
      .filter(([name, param]) => param.required === true && draft[name] === undefined)
      .map(([name]) => ({ path: name, message: `${name} is missing` }));
    return {
      issues: [...missing, ...kie.extraIssues],
      advice: [],
      fields: Object.fromEntries(kie.hidden.map(name => [name, { hidden: true, because: 'Only with a picture.' }])),
      modes: (data.modes ?? []).map(mode => {
        const chosen = mode.options.findIndex(({ params: names }) => names.some(name => draft[name] !== undefined));
        return { ...mode, ...(chosen < 0 ? {} : { chosen }) };
      }),
      counters: kie.counters,
      ...(data.optionPrices === undefined ? {} : { optionPrices: data.optionPrices }),
      price: { kind: 'exact', credits: 8, parts: ['8 credits per image'] }
    };
  };
  const pixel =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const media = () => data.media ?? {};
  const snapshot = (form = model, draft = kie.draft) => ({
    models: data.models,
    ...(data.l10n === undefined ? {} : { l10n: data.l10n }),
    ...(form === undefined ? {} : { model: form, evaluation: evaluation(form, draft) }),
    draft,
    edition,
    typed,
    media: media(),
    account: { hasKey: data.hasKey ?? true, credits: kie.credits },
    tasks: [],
    picker: kie.picker,
    presets: kie.presets
  });
  const item = (name: string, kind = 'image') =>
    media()[`file:///project/${name}`] ?? {
      value: `file:///project/${name}`,
      name,
      preview: pixel,
      facts: { kind, bytes: 1234, width: 640, height: 480 }
    };
  const answer = (message: RequestMessage): unknown => {
    switch (message.name) {
      case 'ready': {
        const focus = data.wantsPrompt === true ? { focusPrompt: true } : {};
        if (data.firstState === undefined || kie.log.filter(({ name }) => name === 'ready').length > 1) {
          return { snapshot: snapshot(), ...focus };
        }
        if (data.firstState === 'posted') kie.push({ type: 'snapshot', snapshot: snapshot() });
        return focus;
      }
      case 'chooseModel':
        if (message.params.ahead) return { ...snapshot(data.forms[message.params.id], {}), leftOut: kie.leftOut };
        model = data.forms[message.params.id];
        kie.draft = { ...kie.carried?.values };
        edition += 1;
        typed = 0;
        return {
          ...snapshot(),
          ...(kie.carried === undefined ? {} : { carried: kie.carried }),
          leftOut: kie.leftOut
        };
      case 'evaluate':
        ({ draft: kie.draft, typed } = message.params);
        return { revision: message.params.revision, evaluation: evaluation(), media: media() };
      case 'pickMedia': {
        const { many, kind, source } = message.params;
        if (source === 'editor') return { items: [item('editor.png', kind)] };
        if (source === 'results') return { items: [item('result.png', kind)] };
        return { items: (many ? ['a.png', 'b.png'] : ['a.png']).map(name => item(name, kind)) };
      }
      case 'pickEarlier':
        return data.earlier === undefined ? {} : { values: data.earlier };
      case 'promptHistory':
        return { prompts: data.prompts ?? [] };
      case 'importMedia':
        return {
          items: message.params.files.map(file => item('uri' in file ? (file.uri.split('/').at(-1) ?? '') : file.name))
        };
      case 'readAudio':
        return data.audio === undefined ? {} : { data: new Uint8Array(data.audio) };
      case 'loadSample':
        return { source: data.sample ?? '' };
      case 'drawOnImage':
        return {};
      case 'changePicker': {
        const { favorite, showLegacy } = message.params;
        const others = kie.picker.favorites.filter(id => id !== favorite?.id);
        kie.picker = {
          ...kie.picker,
          ...(favorite === undefined ? {} : { favorites: favorite.on ? [favorite.id, ...others] : others }),
          ...(showLegacy === undefined ? {} : { showLegacy })
        };
        return kie.picker;
      }
      case 'previewRequest':
        return {
          json: JSON.stringify({ model: message.params.model, input: message.params.draft }, undefined, 2),
          curl: 'curl $KIE_API_KEY',
          api: 'await kie.run()'
        };
      case 'pickPrompts':
        return { prompts: data.promptList ?? [], left: 2 };
      case 'quote': {
        const { times, sweep, second, prompts } = message.params.batch;
        const bad = sweep?.values.filter(value => kie.invalidValues.includes(value)) ?? [];
        const each = times * (second?.values.length ?? 1) * (prompts?.length ?? 1);
        const count = ((sweep?.values.length ?? 1) - bad.length) * each;
        const issues = bad.map(value => ({ path: sweep?.name ?? '', message: `${String(value)}: too large` }));
        return { count, price: { kind: 'exact', credits: 8 * count, parts: [] }, issues };
      }
      case 'savePreset':
        kie.presets = [...kie.presets, { name: 'Mine', scope: 'user', values: message.params.draft }];
        return { presets: kie.presets };
      case 'removePreset':
        kie.presets = [];
        return { presets: [] };
      case 'run':
        if (kie.isBalanceLow) return { started: false, isBalanceLow: true, problem: 'Not enough credits. Top up.' };
        return { started: true, localId: 't1', ...(kie.runProblem === '' ? {} : { problem: kie.runProblem }) };
      case 'command':
        return {};
    }
  };
  window.acquireVsCodeApi = () => ({
    getState: () => kie.state,
    setState: (state: unknown) => {
      kie.state = structuredClone(state);
    },
    postMessage: (sent: RequestMessage) => {
      const message = structuredClone(sent);
      kie.log.push(message);
      const go = () => kie.push({ type: 'answer', seq: message.seq, ok: true, result: answer(message) });
      const isPreload = message.name === 'chooseModel' && message.params.ahead;
      if (kie.hold === message.name && !isPreload) held.push(go);
      else setTimeout(go, 0);
    }
  });
}
