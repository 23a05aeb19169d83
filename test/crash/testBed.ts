/**
 * The environment to run and kill windows in: an emulator in this process, a folder per trial, the program of a window.
 */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PNG } from 'pngjs';
import type { Intent } from '../../src/core/tasks/types.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { readTable } from '../emulator/catalogData.ts';
import { buildWindow, WindowProcess } from './windowProcess.ts';
import type { ClockConfig, EndedMessage, WindowConfig } from './protocol.ts';

const SOURCE = 'source.png';
/** An image from a prompt, two images from an uploaded one, a text inside the response. */
const MODELS = {
  image: 'google/nano-banana',
  edit: 'bytedance/seedream-v4-edit',
  text: 'ai-music-api/generate-lyrics'
} as const;
export type Kind = keyof typeof MODELS;
export const KINDS = Object.keys(MODELS) as Kind[];

export interface TestBedOptions {
  readonly seed: number;
  /** The speed of the windows' time relative to real time. */
  readonly speed: number;
  /** Duration of a task at KIE in milliseconds. */
  readonly taskMs: number;
  /** Whether the documented limits apply, in the windows' time. */
  readonly hasLimits?: boolean;
}

export class TestBed {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly base: number;
  readonly #program: string;
  readonly speed: number;

  private constructor(emulator: Emulator, folder: string, program: string, clock: Omit<ClockConfig, 'ahead'>) {
    this.emulator = emulator;
    this.folder = folder;
    this.base = clock.base;
    this.#program = program;
    this.speed = clock.speed;
  }

  static async open({ seed, speed, taskMs, hasLimits = false }: TestBedOptions): Promise<TestBed> {
    const folder = await fs.mkdtemp(path.join(await fs.realpath(os.tmpdir()), 'kie-crash-'));
    const program = await buildWindow(folder);
    const models = Object.values(MODELS).map(id => readTable().get(id));
    // Small, since the emulator renders real images.
    await fs.writeFile(path.join(folder, SOURCE), PNG.sync.write(new PNG({ width: 64, height: 64, fill: true })));
    await fs.writeFile(path.join(folder, 'catalog.json'), JSON.stringify({ models }));
    const base = Date.now();
    const emulator = await startEmulator({
      seed,
      taskMs,
      credits: 1_000_000,
      now: () => Math.round(base + (Date.now() - base) * speed),
      ...(hasLimits ? {} : { limits: { submissionsPer10s: Infinity, queriesPerSecond: Infinity } })
    });
    return new TestBed(emulator, folder, program, { base, speed });
  }

  async close(): Promise<void> {
    await this.emulator.stop();
    await fs.rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** Creates a trial with its own ledger and output folder. */
  async trial(name: string): Promise<Trial> {
    const folder = path.join(this.folder, name);
    await fs.mkdir(path.join(folder, 'storage'), { recursive: true });
    await fs.mkdir(path.join(folder, 'out'));
    return new Trial(this, name, folder);
  }

  window(trial: Trial, config: Partial<WindowConfig>): WindowProcess {
    return new WindowProcess(this.#program, {
      storageDir: trial.storage,
      catalogFile: path.join(this.folder, 'catalog.json'),
      apiBaseUrl: this.emulator.apiBaseUrl,
      uploadBaseUrl: this.emulator.uploadBaseUrl,
      key: this.emulator.key,
      time: { base: this.base, speed: this.speed, ahead: trial.ahead },
      intents: trial.intents.filter(intent => !trial.batch.includes(intent)),
      batch: trial.batch,
      hasNoLinks: trial.hasNoLinks,
      ...config
    });
  }
}

export class Trial {
  readonly name: string;
  readonly storage: string;
  readonly out: string;
  /** How far its time is ahead: skips the wait for a lease to expire after a crash. */
  ahead = 0;
  hasNoLinks = false;
  readonly intents: Intent[] = [];
  /** The tasks among them that form one batch. */
  batch: readonly Intent[] = [];
  /** The deaths of its windows so far, to diagnose a failure. */
  readonly history: string[] = [];
  readonly #testBed: TestBed;

  constructor(testBed: TestBed, name: string, folder: string) {
    this.#testBed = testBed;
    this.name = name;
    this.storage = path.join(folder, 'storage');
    this.out = path.join(folder, 'out');
  }

  get emulator(): Emulator {
    return this.#testBed.emulator;
  }

  get speed(): number {
    return this.#testBed.speed;
  }

  /** Adds a task requested by the user, identified by its prompt. All results request the same file name. */
  addIntent(kind: Kind): Intent {
    const prompt = `${this.name} ${kind} ${this.intents.length + 1}`;
    const media = { image_urls: [pathToFileURL(path.join(this.#testBed.folder, SOURCE)).href], max_images: 2 };
    const wide = { aspect_ratio: '21:9' };
    const intent: Intent = {
      model: MODELS[kind],
      input: { prompt, ...(kind === 'edit' ? media : kind === 'image' ? wide : {}) },
      saveTo: { folder: this.out, template: 'result' },
      origin: 'api'
    };
    this.intents.push(intent);
    return intent;
  }

  window(config: Partial<WindowConfig> = {}): WindowProcess {
    return this.#testBed.window(this, config);
  }

  /** Opens a window that closes when no task is active, and returns its final state. */
  async runToEnd(config: Partial<WindowConfig> = {}): Promise<EndedMessage> {
    const window = this.window(config);
    await window.exited;
    if (window.ended === undefined) throw new Error(`${this.name}: a window ended without its final message`);
    return window.ended;
  }
}
