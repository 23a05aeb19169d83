/** A strict KIE emulator on loopback: API, upload and storage host, and a foreign host for redirects. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerAdmin } from './admin.ts';
import { initialState, initialCredits } from './initialState.ts';
import type { EmulatorOptions } from './initialState.ts';
import { answer, BODY_LIMIT, callOf } from './hosts/dispatch.ts';
import type { FaultScript } from './faults.ts';
import type { LiveCatalog } from './liveCatalog/liveCatalog.ts';
import { openHost } from './hosts/host.ts';
import type { Host } from './hosts/host.ts';
import { readBody, send } from './hosts/http.ts';
import { logRequest } from './requestLog.ts';
import type { Submission } from './state.ts';
import type { EmulatedTask, FindFile, HostName, LoggedRequest } from './types.ts';

export interface Emulator {
  readonly apiBaseUrl: string;
  readonly uploadBaseUrl: string;
  readonly storageBaseUrl: string;
  /** Another origin, the target of `cross` redirects. A request there with an Authorization header is a leak. */
  readonly elsewhereBaseUrl: string;
  readonly key: string;
  readonly requests: readonly LoggedRequest[];
  readonly leaks: readonly LoggedRequest[];
  readonly tasks: readonly EmulatedTask[];
  /** Accepted calls that create a task or cost credits, at createTask and at the legacy endpoints. */
  readonly submissions: readonly Submission[];
  credits: number;
  readonly faults: FaultScript;
  /** KIE's own catalog: `change` adds, changes and removes models. */
  readonly liveCatalog: LiveCatalog;
  readonly findFile: FindFile;
  /** Expires result URLs as after 24 hours; download-url still issues new ones. */
  expireResults(): void;
  /** Expires one URL of an upload or result. */
  expireFile(address: string): void;
  /** Closes a host's port, so that connections are refused, or reopens it on the same port. */
  refuse(host: HostName, isRefused: boolean): Promise<void>;
  /** Resolves to the first matching answered request, already logged or future. */
  whenRequest(fits: (request: LoggedRequest) => boolean): Promise<LoggedRequest>;
  /** Clears requests, tasks, leaks and faults, and restores the initial credits and models. */
  reset(): void;
  stop(): Promise<void>;
}

/** Starts the hosts on 127.0.0.1 on free ports, or on the given ports. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const state = initialState(options);
  const { store, faults, issued, tasks } = state;
  const waiters = new Set<() => void>();
  const reset = (): void => {
    for (const list of [state.requests, state.leaks, state.submissions]) list.length = 0;
    tasks.clear();
    issued.clear();
    faults.clear();
    state.limits.submissions.clear();
    state.limits.queries.clear();
    state.limits.catalog.clear();
    state.liveCatalog.reset();
    state.credits = initialCredits(options);
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
      send(response, answerAdmin(state, control, { method: request.method ?? '', path: url.pathname, text }));
      return;
    }
    const logged = logRequest(state, { host, call: callOf(state, host, url.pathname), url }, request);
    try {
      await answer(
        state,
        logged,
        { request, response },
        {
          same: base(host) + (request.url ?? '/'),
          cross: base('elsewhere') + (request.url ?? '/')
        }
      );
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
    liveCatalog: state.liveCatalog,
    findFile: address => store.find(address),
    expireResults: control.expireResults,
    expireFile: address => store.expire(address),
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
