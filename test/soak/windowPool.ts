import assert from 'node:assert/strict';
import type { Intent } from '../../src/core/tasks/types.ts';
import { isActive } from '../../src/shared/task.ts';
import type { Random } from '../crash/random.ts';
import { KINDS } from '../crash/testBed.ts';
import type { Trial } from '../crash/testBed.ts';
import type { WindowProcess } from '../crash/windowProcess.ts';
import type { Command } from '../crash/protocol.ts';
import type { Fault } from '../emulator/types.ts';

export interface SoakOptions {
  readonly tasks: number;
  readonly seed: number;
  /** The speed relative to real time, limits included. */
  readonly speed: number;
  readonly windows: number;
  readonly onProgress?: (ended: number) => void;
}

const FAULTS: readonly Fault[] = [
  { call: 'createTask', effect: { kind: 'resetAfter' } },
  { call: 'createTask', effect: { kind: 'reset' } },
  { call: 'createTask', effect: { kind: 'truncate' } },
  { call: 'createTask', effect: { kind: 'malformed' } },
  { call: 'createTask', effect: { kind: 'html', status: 502 } },
  { call: 'createTask', effect: { kind: 'status', status: 429, retryAfter: 2 } },
  { call: 'createTask', effect: { kind: 'code', code: 455 } },
  { call: 'recordInfo', effect: { kind: 'reset' } },
  { call: 'recordInfo', effect: { kind: 'code', code: 500 } },
  { call: 'recordInfo', effect: { kind: 'malformed' } },
  { call: 'upload', effect: { kind: 'reset' } },
  { call: 'upload', effect: { kind: 'status', status: 500 } },
  { call: 'download', effect: { kind: 'truncate' } },
  { call: 'download', effect: { kind: 'resetAfter' } },
  { call: 'download', effect: { kind: 'status', status: 503 } },
  { call: 'download', effect: { kind: 'wrongLength', delta: 7 } },
  { call: 'task', effect: { kind: 'notFound', polls: 2, code: 422 } },
  { call: 'task', effect: { kind: 'noAddresses', polls: 1 } },
  { call: 'task', effect: { kind: 'state', word: 'dreaming', polls: 2 } },
  { call: 'task', effect: { kind: 'fail', failCode: '501', failMsg: 'Generation failed' } },
  { call: 'task', effect: { kind: 'deadResults' } }
];
/** The maximum number of active tasks per window. */
const AT_ONCE = 40;
/** The probability of starting a batch, and its number of tasks. */
const BATCHES = 0.05;
const BATCH = 6;
/** One window is killed each time this many tasks have ended. */
const KILL_EVERY = 15;

/** The open windows; gives them work until all of it has ended. */
export class Crew {
  kills = 0;
  faults = 0;
  batches = 0;
  peakBytes = 0;
  readonly #trial: Trial;
  readonly #random: Random;
  readonly #options: SoakOptions;
  readonly #active = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #told = new Map<WindowProcess, readonly (Command & { readonly intents: readonly Intent[] })[]>();
  #windows: WindowProcess[] = [];
  #replacing: Promise<void> = Promise.resolve();

  constructor(trial: Trial, random: Random, options: SoakOptions) {
    this.#trial = trial;
    this.#random = random;
    this.#options = options;
  }

  async run(count: number): Promise<void> {
    for (let i = 0; i < count; i++) await this.#open();
    await new Promise<void>((resolve, reject) => {
      const step = (): void => {
        if (this.#isOver()) resolve();
        else this.#feed();
      };
      this.#step = step;
      this.#fail = reject;
      step();
    });
    await this.#replacing;
    for (const window of this.#windows) window.send({ do: 'close' });
    for (const window of this.#windows) {
      await window.gone;
      this.peakBytes = Math.max(this.peakBytes, window.ended?.peakBytes ?? 0);
    }
  }

  #step: () => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;

  async #open(): Promise<void> {
    const window = this.#trial.window({ stays: true, intents: [] });
    window.listen(told => {
      if (told.is !== 'seen') return;
      if (isActive(told.state)) this.#active.add(told.localId);
      else if (!this.#ended.has(told.localId)) this.#end(told.localId);
      this.#step();
    });
    window.gone.catch((error: unknown) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    await window.hear(told => told.is === 'ready');
    this.#windows.push(window);
  }

  #isOver(): boolean {
    return this.#trial.intents.length >= this.#options.tasks && this.#ended.size >= this.#options.tasks;
  }

  #end(localId: string): void {
    this.#active.delete(localId);
    this.#ended.add(localId);
    this.#options.onProgress?.(this.#ended.size);
    if (this.#ended.size % KILL_EVERY === 0) this.#replacing = this.#replacing.then(() => this.#replace());
  }

  async #replace(): Promise<void> {
    if (this.#isOver()) return;
    const dying = this.#windows.shift();
    await this.#open();
    dying?.kill();
    this.kills++;
    await dying?.gone;
    // A request that the window received but did not persist is still pending: another window starts the missing ones.
    const heir = this.#windows[0];
    for (const command of this.#told.get(dying ?? assert.fail()) ?? [])
      if (heir !== undefined) this.#tell(heir, command);
  }

  #tell(window: WindowProcess, command: Command & { readonly intents: readonly Intent[] }): void {
    this.#told.set(window, [...(this.#told.get(window) ?? []), command]);
    window.send(command);
  }

  #feed(): void {
    const { tasks, windows } = this.#options;
    while (this.#trial.intents.length < tasks && this.#trial.intents.length - this.#ended.size < AT_ONCE * windows) {
      const window = this.#windows[this.#trial.intents.length % this.#windows.length];
      if (window === undefined) return;
      const isBatch = this.#random.next() < BATCHES;
      const room = Math.min(isBatch ? BATCH : 1, tasks - this.#trial.intents.length);
      const intents = Array.from({ length: room }, () => this.#trial.want(this.#random.of(KINDS)));
      if (isBatch) this.batches++;
      this.#tell(window, { do: isBatch ? 'startBatch' : 'start', intents });
      if (this.#random.next() < 0.3) {
        this.faults++;
        this.#trial.emulator.faults.script(this.#random.of(FAULTS));
      }
    }
  }
}
