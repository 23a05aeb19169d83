/** Where windows are run and killed: an emulator in this process, a folder for each trial, the program of a window. */
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
import type { Ended, WindowConfig } from './words.ts';

const SOURCE = 'source.png';
/** A picture from words, two pictures from one that is uploaded, a text that comes inside the answer. */
const MODELS = {
  picture: 'google/nano-banana',
  edit: 'bytedance/seedream-v4-edit',
  words: 'ai-music-api/generate-lyrics'
} as const;
export type Kind = keyof typeof MODELS;
export const KINDS = Object.keys(MODELS) as Kind[];

export interface StandOptions {
  readonly seed: number;
  /** How many times as fast as the real time the windows' time runs. */
  readonly speed: number;
  /** Milliseconds that a task takes at KIE. */
  readonly taskMs: number;
  /** Whether the documented limits hold, in the windows' time. */
  readonly hasLimits?: boolean;
}

export class Stand {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly base: number;
  readonly #program: string;
  readonly speed: number;

  private constructor(emulator: Emulator, folder: string, program: string, base: number, speed: number) {
    this.emulator = emulator;
    this.folder = folder;
    this.base = base;
    this.#program = program;
    this.speed = speed;
  }

  static async open({ seed, speed, taskMs, hasLimits = false }: StandOptions): Promise<Stand> {
    const folder = await fs.mkdtemp(path.join(await fs.realpath(os.tmpdir()), 'kie-crash-'));
    const program = await buildWindow(folder);
    const models = Object.values(MODELS).map(id => readTable().get(id));
    // Small, since the emulator really paints.
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
    return new Stand(emulator, folder, program, base, speed);
  }

  async close(): Promise<void> {
    await this.emulator.stop();
    await fs.rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** A ledger and an output folder of their own. */
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
  /** How far its time is ahead: after a crash nobody wants to wait for a lease to run out. */
  ahead = 0;
  hasNoLinks = false;
  readonly intents: Intent[] = [];
  /** Those of them that are one batch. */
  batch: readonly Intent[] = [];
  /** The deaths of its windows so far, for whoever must understand a failure. */
  readonly history: string[] = [];
  readonly #stand: Stand;

  constructor(stand: Stand, name: string, folder: string) {
    this.#stand = stand;
    this.name = name;
    this.storage = path.join(folder, 'storage');
    this.out = path.join(folder, 'out');
  }

  get emulator(): Emulator {
    return this.#stand.emulator;
  }

  get speed(): number {
    return this.#stand.speed;
  }

  /** Something that the person wants; the prompt tells it from all others. All results want the same file name. */
  want(kind: Kind): Intent {
    const prompt = `${this.name} ${kind} ${this.intents.length + 1}`;
    const media = { image_urls: [pathToFileURL(path.join(this.#stand.folder, SOURCE)).href], max_images: 2 };
    const wide = { aspect_ratio: '21:9' };
    const intent: Intent = {
      model: MODELS[kind],
      input: { prompt, ...(kind === 'edit' ? media : kind === 'picture' ? wide : {}) },
      saveTo: { folder: this.out, template: 'result' },
      origin: 'api'
    };
    this.intents.push(intent);
    return intent;
  }

  window(config: Partial<WindowConfig> = {}): WindowProcess {
    return this.#stand.window(this, config);
  }

  /** Opens a window that closes when no task is active any more, and gives what it knew then. */
  async runToEnd(config: Partial<WindowConfig> = {}): Promise<Ended> {
    const window = this.window(config);
    await window.gone;
    if (window.ended === undefined) throw new Error(`${this.name}: a window ended without its last words`);
    return window.ended;
  }
}
