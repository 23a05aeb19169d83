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
const MAX_ACTIVE_PER_WINDOW = 40;
/** The probability of starting a batch, and its number of tasks. */
const BATCH_SHARE = 0.05;
const BATCH_SIZE = 6;
/** One window is killed each time this many tasks have ended. */
const KILL_EVERY = 15;

/** The open windows; gives them work until all of it has ended. */
export class WindowPool {
  kills = 0;
  faults = 0;
  batches = 0;
  peakBytes = 0;
  readonly #trial: Trial;
  readonly #random: Random;
  readonly #options: SoakOptions;
  readonly #active = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #sent = new Map<WindowProcess, readonly (Command & { readonly intents: readonly Intent[] })[]>();
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
        else this.#startTasks();
      };
      this.#step = step;
      this.#fail = reject;
      step();
    });
    await this.#replacing;
    for (const window of this.#windows) window.send({ do: 'close' });
    for (const window of this.#windows) {
      await window.exited;
      this.peakBytes = Math.max(this.peakBytes, window.ended?.peakBytes ?? 0);
    }
  }

  #step: () => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;

  async #open(): Promise<void> {
    const window = this.#trial.window({ staysOpen: true, intents: [] });
    window.onMessage(message => {
      if (message.type !== 'seen') return;
      if (isActive(message.state)) this.#active.add(message.localId);
      else if (!this.#ended.has(message.localId)) this.#recordEnd(message.localId);
      this.#step();
    });
    window.exited.catch((error: unknown) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    await window.waitForMessage(message => message.type === 'ready');
    this.#windows.push(window);
  }

  #isOver(): boolean {
    return this.#trial.intents.length >= this.#options.tasks && this.#ended.size >= this.#options.tasks;
  }

  #recordEnd(localId: string): void {
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
    await dying?.exited;
    // A request that the window received but did not persist is still pending: another window starts the missing ones.
    const successor = this.#windows[0];
    for (const command of this.#sent.get(dying ?? assert.fail()) ?? [])
      if (successor !== undefined) this.#send(successor, command);
  }

  #send(window: WindowProcess, command: Command & { readonly intents: readonly Intent[] }): void {
    this.#sent.set(window, [...(this.#sent.get(window) ?? []), command]);
    window.send(command);
  }

  #startTasks(): void {
    const { tasks, windows } = this.#options;
    while (
      this.#trial.intents.length < tasks &&
      this.#trial.intents.length - this.#ended.size < MAX_ACTIVE_PER_WINDOW * windows
    ) {
      const window = this.#windows[this.#trial.intents.length % this.#windows.length];
      if (window === undefined) return;
      const isBatch = this.#random.next() < BATCH_SHARE;
      const room = Math.min(isBatch ? BATCH_SIZE : 1, tasks - this.#trial.intents.length);
      const intents = Array.from({ length: room }, () => this.#trial.addIntent(this.#random.pick(KINDS)));
      if (isBatch) this.batches++;
      this.#send(window, { do: isBatch ? 'startBatch' : 'start', intents });
      if (this.#random.next() < 0.3) {
        this.faults++;
        this.#trial.emulator.faults.script(this.#random.pick(FAULTS));
      }
    }
  }
}
