import { mkdtempSync, rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import { createEngine } from '../../../src/core/engine/engine.ts';
import type { Engine } from '../../../src/core/engine/api.ts';
import type { Intent } from '../../../src/core/tasks/types.ts';
import type { KieClient } from '../../../src/core/kie/clientTypes.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import type { Clock, Logger } from '../../../src/core/base/ports.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import type { Task, TaskState } from '../../../src/shared/task.ts';
import { modelEntry } from '../models/modelEntry.ts';
import type { FakeKie } from './fakeKie.ts';
import { noLiveCatalog } from './noLiveCatalog.ts';

const entry = (id: string, rest: Partial<ModelEntry>): ModelEntry => modelEntry({ id, name: id, ...rest });

const media = { type: 'string', media: 'image' } as const;
export const CATALOG = new Catalog([
  entry('picture', {}),
  entry('priced', {
    params: { image: media, prompt: { type: 'string' } },
    price: [{ credits: 10, unit: 'image' }]
  }),
  entry('words', { task: 'text', output: 'text' }),
  entry('calling', { callBackRequired: true }),
  entry('former', { operation: 'POST /api/v1/former/generate' }),
  entry('edit', {
    task: 'image-to-image',
    params: { image: media, mask: media, others: { type: 'array', items: media }, label: { type: 'string' } }
  })
]);

/** One window: an engine with a clock and a client that a crash cuts off. */
export interface TestWindow {
  readonly engine: Engine;
  readonly log: readonly string[];
  /** Simulates the death of the process: none of its timers fire and none of its calls return after that. */
  crash(): void;
}

/**
 * Lets the engines finish what needs no time on their clock, until a few turns passed in which no file was read or
 * written: on a slow disk the clock would otherwise run ahead of them. Returns true as soon as the condition holds.
 */
async function settle(holds: () => boolean = () => false): Promise<boolean> {
  let quiet = 0;
  for (let turns = 0; quiet < 4 && turns < 10_000; turns++) {
    if (holds()) return true;
    await turn();
    quiet = process.getActiveResourcesInfo().some(type => type.startsWith('FSReq')) ? 0 : quiet + 1;
  }
  return holds();
}

/** Several windows on one ledger, one KIE and one clock that advances only in `until` and `pass`. */
export class EngineFixture {
  now = Date.UTC(2026, 0, 2, 3, 4, 5);
  key: string | undefined = 'test-key';
  callBackUrl: string | undefined;
  uploadBaseUrl = '';
  /** In credits; 0 means no limit. */
  dailyCreditLimit = 0;
  readonly dir = mkdtempSync(path.join(os.tmpdir(), 'kie-tasks-'));
  readonly out = path.join(this.dir, 'out');
  readonly kie: FakeKie;
  /** Unlike `now`, the tests do not set it. */
  #uptime = 0;
  #sleepers: { readonly due: number; readonly wake: () => void }[] = [];
  readonly #engines: Engine[] = [];

  constructor(t: TestContext, kie: FakeKie) {
    this.kie = kie;
    kie.now = () => this.now;
    t.after(async () => {
      for (const engine of this.#engines) engine.dispose();
      await turn();
      rmSync(this.dir, { recursive: true, force: true });
    });
  }

  async openWindow(catalog: Catalog = CATALOG): Promise<TestWindow> {
    let alive = true;
    const lines: string[] = [];
    const line = (text: string): void => void lines.push(text);
    const log: Logger = { debug: line, info: line, warn: line, error: line };
    const never = new Promise<never>(() => undefined);
    const cut = async <T>(call: Promise<T>): Promise<T> => {
      try {
        const value = await call;
        return await (alive ? value : never);
      } catch (error) {
        if (!alive) await never;
        throw error;
      }
    };
    const { kie } = this;
    const client: KieClient = {
      credits: options => cut(kie.credits(options)),
      createTask: request => cut(kie.createTask(request)),
      recordInfo: (taskId, options) => cut(kie.recordInfo(taskId, options)),
      downloadUrl: url => cut(kie.downloadUrl(url)),
      uploadFile: (file, options) => cut(kie.uploadFile(file, options)),
      uploadUrl: (url, options) => cut(kie.uploadUrl(url, options)),
      download: (url, file, options) => cut(kie.download(url, file, options)),
      priceFeed: () => Promise.resolve(undefined),
      liveCatalog: noLiveCatalog,
      dispose: () => undefined
    };
    const engine = await createEngine(
      {
        storageDir: this.dir,
        catalogFile: '',
        settings: () => ({
          apiBaseUrl: '',
          uploadBaseUrl: this.uploadBaseUrl,
          dailyCreditLimit: this.dailyCreditLimit,
          ...(this.callBackUrl === undefined ? {} : { callBackUrl: this.callBackUrl })
        }),
        apiKey: () => Promise.resolve(this.key),
        log,
        clock: this.#clock(() => alive)
      },
      { client, catalog }
    );
    this.#engines.push(engine);
    const crash = (): void => {
      alive = false;
      this.#engines.splice(this.#engines.indexOf(engine), 1);
    };
    return { engine, log: lines, crash };
  }

  intent(rest: Partial<Intent> = {}): Intent {
    return {
      model: 'picture',
      input: { prompt: 'a red fox' },
      saveTo: { folder: this.out, template: '${prompt}' },
      origin: 'api',
      ...rest
    };
  }

  files(): Promise<string[]> {
    return fs.readdir(this.out).then(
      names => names.sort(),
      () => []
    );
  }

  /** Advances the clock, sleeper by sleeper, until the condition holds. */
  async advanceUntil(holds: () => boolean): Promise<void> {
    while (!(await settle(holds))) this.#wakeNext(Infinity);
  }

  /** Advances the clock by this many milliseconds. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    do await settle();
    while (this.#wakeNext(end));
    this.#uptime += Math.max(0, end - this.now);
    this.now = end;
  }

  async waitForEnd(window: TestWindow, localId: string): Promise<Task> {
    return this.waitForState(window, localId, 'done', 'uncollected', 'failed', 'stopped', 'unknown');
  }

  async waitForState(window: TestWindow, localId: string, ...states: TaskState[]): Promise<Task> {
    await this.advanceUntil(() => states.includes(window.engine.tasks.get(localId)?.state ?? 'preparing'));
    const task = window.engine.tasks.get(localId);
    if (task === undefined) throw new Error('the task was removed');
    return task;
  }

  #clock(alive: () => boolean): Clock {
    return {
      now: () => this.now,
      uptime: () => this.#uptime,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          const leave = (): void => void (this.#sleepers = this.#sleepers.filter(other => other !== sleeper));
          const abort = (): void => {
            leave();
            reject(new Error('aborted'));
          };
          const sleeper = {
            // The clock counts whole milliseconds.
            due: this.now + Math.ceil(ms),
            wake: () => {
              leave();
              signal?.removeEventListener('abort', abort);
              if (alive()) resolve();
            }
          };
          if (signal?.aborted === true) {
            abort();
            return;
          }
          signal?.addEventListener('abort', abort, { once: true });
          this.#sleepers.push(sleeper);
        })
    };
  }

  #wakeNext(limit: number): boolean {
    const next = this.#sleepers.reduce<{ due: number; wake: () => void } | undefined>(
      (first, sleeper) => (first === undefined || sleeper.due < first.due ? sleeper : first),
      undefined
    );
    if (next === undefined || next.due > limit) return false;
    this.#uptime += Math.max(0, next.due - this.now);
    this.now = Math.max(this.now, next.due);
    next.wake();
    return true;
  }
}
