/** A strict KIE on loopback: api, upload and storage host, and a foreign one for redirects. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerAdmin } from './admin.ts';
import { readTable } from './catalogData.ts';
import type { TableEntry } from './catalogData.ts';
import { answer, BODY_LIMIT, callOf } from './dispatch.ts';
import { FaultScript } from './faults.ts';
import { FileStore, idMaker } from './fileStore.ts';
import { openHost } from './host.ts';
import type { Host } from './host.ts';
import { readBody, send } from './http.ts';
import { Issued } from './issued.ts';
import { logRequest } from './requestLog.ts';
import { SlidingWindow } from './state.ts';
import type { State, Submission } from './state.ts';
import { Tasks } from './tasks.ts';
import type { EmulatedTask, Fault, FindFile, HostName, LoggedRequest } from './types.ts';

export interface EmulatorOptions {
  readonly key?: string;
  /** Credits at the start; 1000 unless told. */
  readonly credits?: number;
  /** Milliseconds from submission to the end of a task; 1500 unless told. */
  readonly taskMs?: number;
  /** Makes ids and addresses the same in every run. */
  readonly seed?: string | number;
  readonly ports?: { readonly api?: number; readonly upload?: number; readonly storage?: number };
  readonly faults?: readonly Fault[];
  /**
   * Documented limits (20 submissions in 10 s, 10 queries a second) unless told. With endless queries the documented
   * 3 a second for one task (4o Image, Suno) fall away too.
   */
  readonly limits?: { readonly submissionsPer10s?: number; readonly queriesPerSecond?: number };
  /** Uploads above this size are counted and hashed, not kept; 32 MiB unless told. */
  readonly keepBytes?: number;
  /** Replaces entries of the model table. */
  readonly table?: ReadonlyMap<string, TableEntry>;
  /** Milliseconds since 1970, for lifetimes and limits. */
  readonly now?: () => number;
}

export interface Emulator {
  readonly apiBaseUrl: string;
  readonly uploadBaseUrl: string;
  readonly storageBaseUrl: string;
  /** Another origin, where `cross` redirects lead; what arrives there with an Authorization header is a leak. */
  readonly elsewhereBaseUrl: string;
  readonly key: string;
  readonly requests: readonly LoggedRequest[];
  readonly leaks: readonly LoggedRequest[];
  readonly tasks: readonly EmulatedTask[];
  /** Accepted calls that make a task or cost something, at createTask and at the former endpoints. */
  readonly submissions: readonly Submission[];
  credits: number;
  readonly faults: FaultScript;
  readonly findFile: FindFile;
  /** Lets result addresses die as after 24 hours; download-url still makes new ones. */
  expireResults(): void;
  /** Closes a host's port, so that connections are refused, or opens it again on the same port. */
  refuse(host: HostName, isRefused: boolean): Promise<void>;
  /** The first answered request that fits, logged already or still to come. */
  whenRequest(fits: (request: LoggedRequest) => boolean): Promise<LoggedRequest>;
  /** Forgets requests, tasks, leaks and faults; credits as at the start. */
  reset(): void;
  stop(): Promise<void>;
}

/** Starts the hosts on 127.0.0.1 with free ports, or the ports given. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const now = options.now ?? Date.now;
  const makeId = idMaker(options.seed);
  const store = new FileStore(makeId, now);
  const faults = new FaultScript();
  faults.script(...(options.faults ?? []));
  const issued = new Issued();
  const tasks = new Tasks({ store, faults, issued, makeId, now, taskMs: options.taskMs ?? 1500 });
  const startCredits = options.credits ?? 1000;
  const { submissionsPer10s = 20, queriesPerSecond = 10 } = options.limits ?? {};
  const state: State = {
    key: options.key ?? `emulator-${makeId('key')}`,
    table: options.table ?? readTable(),
    store,
    faults,
    tasks,
    issued,
    requests: [],
    leaks: [],
    submissions: [],
    limits: {
      submissions: new SlidingWindow(submissionsPer10s, 10_000, now),
      queries: new SlidingWindow(queriesPerSecond, 1000, now),
      perTask: queriesPerSecond !== Infinity
    },
    now,
    makeId,
    keepBytes: options.keepBytes ?? 32 * 1024 * 1024,
    credits: startCredits
  };
  const waiters = new Set<() => void>();
  const reset = (): void => {
    for (const list of [state.requests, state.leaks, state.submissions]) list.length = 0;
    tasks.clear();
    issued.clear();
    faults.clear();
    state.limits.submissions.clear();
    state.limits.queries.clear();
    state.credits = startCredits;
  };
  const hosts = new Map<HostName, Host>();
  const base = (name: HostName): string => hosts.get(name)?.baseUrl ?? '';
  const control = {
    reset,
    expireResults: () => {
      store.expire();
    }
  };
  const handle = async (host: HostName, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (host === 'api' && url.pathname.startsWith('/__admin/')) {
      const text = (await readBody(request, BODY_LIMIT))?.toString('utf8') ?? '';
      send(response, answerAdmin(state, control, request.method ?? '', url.pathname, text));
      return;
    }
    const logged = logRequest(state, host, callOf(state, host, url.pathname), request, url);
    try {
      await answer(state, logged, request, response, {
        same: base(host) + (request.url ?? '/'),
        cross: base('elsewhere') + (request.url ?? '/')
      });
    } finally {
      logged.done = true;
      for (const wake of [...waiters]) wake();
    }
  };
  for (const name of ['api', 'upload', 'storage', 'elsewhere'] as const) {
    const port = name === 'elsewhere' ? 0 : (options.ports?.[name] ?? 0);
    hosts.set(name, await openHost(port, (request, response) => handle(name, request, response)));
  }
  store.baseUrl = base('storage');
  return {
    apiBaseUrl: base('api'),
    uploadBaseUrl: base('upload'),
    storageBaseUrl: base('storage'),
    elsewhereBaseUrl: base('elsewhere'),
    key: state.key,
    requests: state.requests,
    leaks: state.leaks,
    get tasks() {
      return tasks.all;
    },
    submissions: state.submissions,
    get credits() {
      return state.credits;
    },
    set credits(value: number) {
      state.credits = value;
    },
    faults,
    findFile: address => store.find(address),
    expireResults: control.expireResults,
    refuse: async (name, isRefused) => {
      const host = hosts.get(name);
      await (isRefused ? host?.close() : host?.listen());
    },
    whenRequest: fits =>
      new Promise(resolve => {
        const look = (): void => {
          const found = state.requests.find(request => request.done && fits(request));
          if (!found) return;
          waiters.delete(look);
          resolve(found);
        };
        waiters.add(look);
        look();
      }),
    reset,
    stop: async () => {
      await Promise.all([...hosts.values()].map(host => host.close()));
      await tasks.settled();
    }
  };
}
