import { mkdtempSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { CatalogSync } from '../../../src/core/base/ports.ts';
import type { Engine } from '../../../src/core/engine/api.ts';
import { createEngine } from '../../../src/core/engine/engine.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import { readTable } from '../../emulator/catalogData.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { modelEntry } from '../models/modelEntry.ts';

export const DAY_MS = 24 * 3_600_000;

/** A model that did not exist when the catalog was built. */
export const NEW_MODEL: ModelEntry = modelEntry({
  id: 'dreamforge/v1-text-to-image',
  name: 'Dreamforge V1',
  family: 'Dreamforge',
  summary: 'Draws images of things that do not exist.',
  task: 'text-to-image',
  output: 'image',
  params: {
    prompt: { type: 'string', required: true, maxLength: 2000, note: 'What the image shows.' },
    aspect_ratio: { type: 'string', enum: ['1:1', '16:9'], default: '1:1', note: 'The shape of the image.' },
    image_url: {
      ...{ type: 'string', media: 'image', accept: ['image/png', 'image/jpeg'], maxSizeMB: 10 },
      note: 'An image to begin with.'
    }
  },
  price: [{ credits: 6, usd: 0.03 }]
});

export interface Overnight {
  readonly emulator: Emulator;
  readonly dir: string;
  /** Opens a window on the same storage folder. */
  readonly open: () => Promise<Engine>;
  /** Advances the time of the engine and of the emulator. */
  readonly later: (ms: number) => void;
  readonly settings: { sync?: CatalogSync; key: string };
  /** Paths of the requests to KIE's catalog so far. */
  readonly asked: () => readonly string[];
}

/** Windows of the real engine and an emulator whose time can pass. Waits between requests are shortened. */
export async function openOvernight(t: TestContext): Promise<Overnight> {
  let offset = 0;
  const now = (): number => Date.now() + offset;
  const limits = { submissionsPer10s: Infinity, queriesPerSecond: Infinity, catalogCallsPerSecond: Infinity };
  const emulator = await startEmulator({ taskMs: 30, seed: t.name, limits, now });
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-e2e-'));
  const engines: Engine[] = [];
  const settings: Overnight['settings'] = { key: emulator.key };
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      offset += ms;
      const timer = setTimeout(resolve, Math.min(20, ms / 50));
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new Error('aborted'));
      });
    });
  const open = async (): Promise<Engine> => {
    const engine = await createEngine(
      {
        storageDir: dir,
        catalogFile: '',
        settings: () => ({
          ...{ apiBaseUrl: emulator.apiBaseUrl, uploadBaseUrl: emulator.uploadBaseUrl, proxySupport: 'off' as const },
          ...(settings.sync === undefined ? {} : { catalogSync: settings.sync })
        }),
        apiKey: () => Promise.resolve(settings.key === '' ? undefined : settings.key),
        log,
        clock: { now, sleep }
      },
      { catalog: new Catalog([...readTable().values()]) }
    );
    engines.push(engine);
    return engine;
  };
  t.after(async () => {
    for (const engine of engines) engine.dispose();
    await Promise.all(engines.map(engine => engine.closed()));
    await emulator.stop();
    await fs.rm(dir, { recursive: true });
  });
  const asked = (): readonly string[] =>
    emulator.requests.filter(({ path: at }) => at.startsWith('/api/v1/models')).map(({ path: at }) => at);
  return { emulator, dir, open, later: ms => void (offset += ms), settings, asked };
}
