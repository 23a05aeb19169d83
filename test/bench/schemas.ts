// npm run bench:schemas [file …]: how many schemas are understood. Without files, the schemas that the emulator publishes
// for the catalog's own models are read as if the models were new, and compared with the catalog; and a sync is timed.
// Files are answers of GET /api/v1/models/{model}/schema. With --all also the models with a difference.
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../../src/core/base/systemClock.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { OpenApi } from '../../src/core/kie/liveCatalog/liveCatalogTypes.ts';
import { Catalog } from '../../src/core/models/catalog.ts';
import { readNewModel } from '../../src/core/models/live/readNewModel.ts';
import type { MediaKind, ModelEntry, Param } from '../../src/shared/model.ts';
import { CREATE_TASK } from '../../src/shared/model.ts';
import { readTable } from '../emulator/catalogData.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { openApiOf } from '../emulator/liveCatalog/openApi.ts';

const table = [...readTable().values()];
const [options, files] = [
  process.argv.slice(2).filter(isOption),
  process.argv.slice(2).filter(file => !isOption(file))
];

interface Schema {
  readonly model: string;
  readonly openapi: OpenApi | undefined;
  /** The entry of the catalog to compare with. */
  readonly entry?: ModelEntry;
}

function isOption(text: string): boolean {
  return text.startsWith('--');
}

async function schemaIn(file: string): Promise<Schema> {
  const answer = JSON.parse(await fs.readFile(file, 'utf8')) as {
    readonly data: { readonly model: string; readonly openapi?: OpenApi | null };
  };
  return { model: answer.data.model, openapi: answer.data.openapi ?? undefined };
}

const ownSchemas = (): readonly Schema[] =>
  table
    .filter(({ operation, status }) => operation === CREATE_TASK && status === 'current')
    .map(entry => ({ model: entry.id, openapi: openApiOf(entry), entry }));

const mediaOf = (param: Param | undefined): MediaKind | undefined => param?.media ?? param?.items?.media;
const json = (value: unknown): string => JSON.stringify([value]);

/** Keys of parameters whose type, values or presence differ from the catalog. */
function differences(entry: ModelEntry, read: ModelEntry): readonly string[] {
  const names = [...new Set([...Object.keys(entry.params), ...Object.keys(read.params)])];
  return names.filter(name => {
    const [a, b] = [entry.params[name], read.params[name]];
    return a?.type !== b?.type || json(a?.enum) !== json(b?.enum) || (a?.required === true) !== (b?.required === true);
  });
}

function printSchemas(schemas: readonly Schema[]): void {
  let [understood, whole, same, media, allMedia] = [0, 0, 0, 0, 0];
  for (const { model, openapi, entry } of schemas) {
    const row = { model, title: entry?.name ?? model, taskTypes: [] };
    const known = table.filter(({ id }) => id !== model);
    const read = readNewModel(openapi, { row, known, now: Date.now() });
    const problems = 'entry' in read ? read.source.unsupported : [read.reason, read.detail ?? ''];
    const differs = 'entry' in read && entry !== undefined ? differences(entry, read.entry) : [];
    if ('entry' in read) understood++;
    if (problems.length === 0) whole++;
    if ('entry' in read && differs.length === 0) same++;
    for (const [name, param] of Object.entries(entry?.params ?? {})) {
      if (mediaOf(param) === undefined) continue;
      allMedia++;
      if ('entry' in read && mediaOf(read.entry.params[name]) === mediaOf(param)) media++;
    }
    if (options.includes('--all') && problems.length + differs.length > 0) {
      console.log(`      ${model}: ${[...problems, ...differs].join(', ')}`);
    }
  }
  const line = (count: number, of: number, text: string): void =>
    console.log(`${String(count).padStart(5)} of ${String(of)} ${text}`);
  line(understood, schemas.length, 'schemas become an entry');
  line(whole, schemas.length, 'without unsupported parts');
  if (allMedia === 0) return;
  line(same, schemas.length, 'with the types, values and required parameters of the catalog');
  line(media, allMedia, 'media parameters recognized');
}

/** Reads the list with these numbers of new models, at the documented speed. */
async function printSync(newModels: number): Promise<void> {
  const emulator = await startEmulator();
  const storageDir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-bench-'));
  const [template] = table;
  if (template === undefined) throw new Error('The table is empty.');
  for (let index = 0; index < newModels; index++) {
    const id = `bench/model-${String(index)}`;
    emulator.liveCatalog.change({ model: id, entry: { ...template, id, operation: CREATE_TASK, status: 'current' } });
  }
  const { apiBaseUrl, uploadBaseUrl, key } = emulator;
  const quiet = (): void => undefined;
  const engine = await createEngine(
    {
      storageDir,
      catalogFile: '',
      settings: () => ({ apiBaseUrl, uploadBaseUrl, proxySupport: 'off' }),
      apiKey: () => Promise.resolve(key),
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      clock: systemClock
    },
    { catalog: new Catalog(table) }
  );
  const started = performance.now();
  const { entries } = await engine.liveModels.check();
  const seconds = (performance.now() - started) / 1000;
  const requests = emulator.requests.length;
  console.log(`sync with ${String(entries.length)} new models: ${String(requests)} requests, ${seconds.toFixed(1)} s`);
  engine.dispose();
  await engine.closed();
  await emulator.stop();
  await fs.rm(storageDir, { recursive: true });
}

printSchemas(files.length > 0 ? await Promise.all(files.map(schemaIn)) : ownSchemas());
if (files.length === 0) {
  await printSync(0);
  await printSync(5);
}
