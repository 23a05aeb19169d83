import type { Draft, Issue } from '../../../src/shared/form.ts';
import type { FormModel, ModelSummary } from '../../../src/shared/form.ts';
import type { Snapshot, ToHost } from '../../../src/shared/protocol.ts';

export interface HostData {
  readonly models: readonly ModelSummary[];
  readonly forms: Readonly<Record<string, FormModel>>;
  readonly start?: string;
  readonly draft?: Draft;
  readonly hasKey?: boolean;
  readonly state?: unknown;
}

/** What a test can look at and turn from outside, as `window.kie`. */
export interface HostHandle {
  log: ToHost[];
  draft: Draft;
  state: unknown;
  violations: string[];
  errors: string[];
  /** Added to what the host finds by itself. */
  extraIssues: Issue[];
  hidden: string[];
  credits: number;
  push(message: unknown): void;
  hold: boolean;
  release(): void;
}

declare global {
  interface Window {
    kie: HostHandle;
    acquireVsCodeApi(): unknown;
  }
}

/** Runs in the page before anything else and plays the extension: same messages, answers a moment later. */
export function fakeHost(data: HostData): void {
  let model = data.start === undefined ? undefined : data.forms[data.start];
  const held: (() => void)[] = [];
  const kie: HostHandle = {
    log: [],
    draft: data.draft ?? {},
    state: data.state,
    violations: [],
    errors: [],
    extraIssues: [],
    hidden: [],
    credits: 100,
    push: message => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) })),
    hold: false,
    release: () => {
      kie.hold = false;
      for (const go of held.splice(0)) go();
    }
  };
  window.kie = kie;
  window.addEventListener('error', event => kie.errors.push(event.message));
  window.addEventListener('unhandledrejection', event => kie.errors.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', event =>
    kie.violations.push(`${event.violatedDirective} ${event.sample} ${event.blockedURI}`)
  );
  const evaluation = () => {
    const params = model?.entry.params ?? {};
    const missing = Object.entries(params)
      .filter(([name, param]) => param.required === true && kie.draft[name] === undefined)
      .map(([name]) => ({ path: name, message: `${name} is missing` }));
    return {
      issues: [...missing, ...kie.extraIssues],
      advice: [],
      fields: Object.fromEntries(kie.hidden.map(name => [name, { hidden: true }])),
      price: { kind: 'exact', credits: 8, parts: ['8 credits a picture'] }
    };
  };
  const media = () => ({});
  const snapshot = () => ({
    models: data.models,
    ...(model === undefined ? {} : { model, evaluation: evaluation() }),
    draft: kie.draft,
    media: media(),
    account: { hasKey: data.hasKey ?? true, credits: kie.credits },
    tasks: []
  });
  const pixel =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const answer = (message: ToHost): unknown => {
    switch (message.name) {
      case 'ready':
        return snapshot();
      case 'chooseModel':
        model = data.forms[message.params.id];
        kie.draft = {};
        return snapshot();
      case 'evaluate':
        kie.draft = message.params.draft;
        return { revision: message.params.revision, evaluation: evaluation(), media: media() };
      case 'pickMedia': {
        const names = message.params.many ? ['a.png', 'b.png'] : ['a.png'];
        return {
          items: names.map(name => ({
            value: `file:///work/${name}`,
            name,
            preview: pixel,
            facts: { kind: message.params.kind, bytes: 1234, width: 640, height: 480 }
          }))
        };
      }
      case 'run':
        return { started: true, localId: 't1' };
      case 'command':
        return {};
    }
  };
  window.acquireVsCodeApi = () => ({
    getState: () => kie.state,
    setState: (state: unknown) => {
      kie.state = structuredClone(state);
    },
    postMessage: (sent: ToHost) => {
      const message = structuredClone(sent);
      kie.log.push(message);
      const go = () => kie.push({ type: 'answer', seq: message.seq, ok: true, result: answer(message) });
      if (kie.hold && message.name === 'run') held.push(go);
      else setTimeout(go, 0);
    }
  });
}

export type { Snapshot };
