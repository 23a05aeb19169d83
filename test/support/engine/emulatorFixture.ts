import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { EnginePorts, EngineSettings } from '../../../src/core/base/ports.ts';
import { createEngine } from '../../../src/core/engine/engine.ts';
import type { Engine } from '../../../src/core/engine/api.ts';
import type { Timeouts } from '../../../src/core/http/transport.ts';
import { createKieClient } from '../../../src/core/kie/client.ts';
import type { Intent } from '../../../src/core/tasks/types.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import type { Task } from '../../../src/shared/task.ts';
import { readTable } from '../../emulator/catalogData.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/types.ts';

export const OPTIONS = { timeout: 60_000 };
const CATALOG = new Catalog([...readTable().values()]);
export const SAMPLES_DIR = path.resolve(import.meta.dirname, '../../sample');

export interface EmulatorFixture {
  readonly emulator: Emulator;
  readonly engine: Engine;
  /** Closes the window and opens another on the same ledger, which resumes the tasks there. */
  readonly reopen: () => Promise<Engine>;
  readonly out: string;
  readonly log: readonly string[];
  readonly run: (intent: Pick<Intent, 'model' | 'input'> & Partial<Intent>) => Promise<Task>;
  readonly files: () => Promise<string[]>;
}

/** The real engine and HTTP client against an emulator of its own; only the delays are shortened. */
export const openEmulatorFixture = (t: TestContext, ...faults: Fault[]): Promise<EmulatorFixture> =>
  openEmulatorFixtureWith(t, faults);

/** Opens a fixture whose HTTP client has other timeouts, in real milliseconds, or with other settings. */
export async function openEmulatorFixtureWith(
  t: TestContext,
  faults: readonly Fault[],
  timeouts?: Timeouts,
  settings: () => Partial<EngineSettings> = () => ({})
): Promise<EmulatorFixture> {
  const limits = { submissionsPer10s: Infinity, queriesPerSecond: Infinity };
  const emulator = await startEmulator({ taskMs: 30, seed: t.name, limits, faults });
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-e2e-'));
  const out = path.join(dir, 'out');
  const log: string[] = [];
  const line = (text: string): void => void log.push(text);
  const started = Date.now();
  // Time runs a hundred times as fast.
  const clock = {
    now: () => started + (Date.now() - started) * 100,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, ms / 100);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(new Error('aborted'));
        });
      })
  };
  const ports: EnginePorts = {
    storageDir: dir,
    catalogFile: '',
    settings: () => ({
      apiBaseUrl: emulator.apiBaseUrl,
      uploadBaseUrl: emulator.uploadBaseUrl,
      proxySupport: 'off',
      ...settings()
    }),
    apiKey: () => Promise.resolve(emulator.key),
    log: { debug: line, info: line, warn: line, error: line },
    clock
  };
  const open = (): Promise<Engine> =>
    createEngine(ports, {
      catalog: CATALOG,
      ...(timeouts === undefined ? {} : { client: createKieClient({ ...ports, timeouts }) })
    });
  let engine = await open();
  t.after(async () => {
    engine.dispose();
    await engine.closed();
    await emulator.stop();
    await fs.rm(dir, { recursive: true });
    assert.deepEqual(emulator.leaks, [], 'the key was sent to another host');
    assert.ok(!log.join('\n').includes(emulator.key), 'the key is in the log');
  });
  return {
    emulator,
    engine,
    reopen: async () => {
      engine.dispose();
      await engine.closed();
      engine = await open();
      engine.resumeAll();
      return engine;
    },
    out,
    log,
    run: async intent => {
      const saveTo = { folder: out, template: '${model}-${prompt}' };
      const { localId } = await engine.tasks.start({ saveTo, origin: 'api', ...intent });
      return engine.tasks.waitFor(localId);
    },
    files: () =>
      fs.readdir(out).then(
        names => names.sort(),
        () => []
      )
  };
}
