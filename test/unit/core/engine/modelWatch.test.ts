import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ModelWatch } from '../../../../src/core/engine/modelWatch.ts';
import type { RatePoint } from '../../../../src/core/kie/liveCatalog/liveCatalogTypes.ts';
import { Catalog } from '../../../../src/core/models/catalog.ts';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import { entryOf } from '../../../support/models/testCatalog.ts';

const ID = 'maker/clip';
const MINUTE = 60_000;
const NOW = Date.parse('2026-10-01T12:00:00Z');
const entry: ModelEntry = entryOf({
  id: ID,
  name: 'Clip',
  params: { prompt: { type: 'string', required: true, label: 'Prompt' }, seed: { type: 'integer', label: 'Seed' } }
});

/** The document of the schema call, with these properties of `input`. */
const openapi = (properties: object, required: readonly string[] = ['prompt']): Record<string, unknown> => ({
  openapi: '3.1.0',
  paths: {
    '/api/v1/jobs/createTask': {
      post: {
        summary: 'Clip',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  model: { type: 'string', enum: [ID] },
                  input: { type: 'object', properties, required }
                }
              }
            }
          }
        }
      }
    }
  }
});
const SAME = { prompt: { type: 'string' }, seed: { type: 'integer' } };
const failing: readonly RatePoint[] = [{ start: NOW - 10 * MINUTE, end: NOW, successRate: 52 }];

let folder: string;
let now: number;
let asked: string[];
let schema: Record<string, unknown> | undefined | Error;
let key: string | undefined;
let showsModelHealth: boolean | undefined;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-watch-'));
  [now, asked, schema, key, showsModelHealth] = [NOW, [], openapi(SAME), 'key', undefined];
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

function createWatch(): ModelWatch {
  const quiet = (): void => undefined;
  return new ModelWatch({
    calls: {
      schema: model => {
        asked.push(`schema ${model}`);
        return schema instanceof Error ? Promise.reject(schema) : Promise.resolve(schema);
      },
      successRate: model => {
        asked.push(`health ${model}`);
        return Promise.resolve(failing);
      }
    },
    catalog: new Catalog([entry, entryOf({ id: 'maker/clip-2', name: 'Clip 2' })]),
    storageDir: folder,
    apiKey: () => Promise.resolve(key),
    settings: () => (showsModelHealth === undefined ? {} : { showsModelHealth }),
    clock: { now: () => now },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    signal: new AbortController().signal
  });
}

describe('ModelWatch: asks rarely, and only about the model of the form', () => {
  it('schema once a day, success rate once in ten minutes, in all windows', async () => {
    const watch = createWatch();
    await watch.check(ID);
    assert.deepEqual(asked, [`schema ${ID}`, `health ${ID}`]);
    await watch.check(ID);
    await createWatch().check(ID);
    assert.equal(asked.length, 2);
    now += 11 * MINUTE;
    await watch.check(ID);
    assert.deepEqual(asked.slice(2), [`health ${ID}`]);
    now += 24 * 60 * MINUTE;
    await watch.check(ID);
    assert.deepEqual(asked.slice(3), [`schema ${ID}`, `health ${ID}`]);
  });

  it('nothing without a key or model, and no success rate when it is off', async () => {
    key = undefined;
    const watch = createWatch();
    await watch.check(ID);
    await watch.check('none');
    assert.deepEqual(asked, []);
    key = 'key';
    showsModelHealth = false;
    await watch.check(ID);
    assert.deepEqual(asked, [`schema ${ID}`]);
    assert.deepEqual(watch.notes(ID), {});
  });

  it('a failed call is not repeated at once, and the entry applies', async () => {
    schema = new Error('no');
    const watch = createWatch();
    await watch.check(ID);
    await watch.check(ID);
    assert.deepEqual(asked, [`schema ${ID}`, `health ${ID}`]);
    assert.equal(watch.notes(ID).changes, undefined);
  });
});

describe('ModelWatch: notes and warnings', () => {
  it('no differences, and the success rate as a word', async () => {
    const watch = createWatch();
    const heard: string[] = [];
    watch.onChange(model => heard.push(model));
    await watch.check(ID);
    assert.deepEqual(watch.notes(ID), { health: { word: 'failing', failed: 48, rates: [52] } });
    assert.deepEqual(watch.warnings(entry, { prompt: 'x' }), [
      'KIE reports that 48 % of runs failed in the last hour.'
    ]);
    assert.deepEqual(heard, [ID, ID]);
  });

  it('differences, a warning for a forbidden request, the new definition', async () => {
    showsModelHealth = false;
    schema = openapi({ ...SAME, ratio: { type: 'string' } }, ['prompt', 'seed']);
    const watch = createWatch();
    await watch.check(ID);
    assert.deepEqual(watch.notes(ID).changes, ['"Seed" is now required.', '"Ratio" is new.']);
    assert.deepEqual(watch.warnings(entry, { prompt: 'x', seed: 1 }), []);
    assert.deepEqual(watch.warnings(entry, { prompt: 'x' }), [
      'KIE\'s current definition of this model doesn\'t allow this request: "Seed" is now required.'
    ]);
    const proposal = await watch.newDefinition(ID);
    assert.deepEqual([proposal?.entry.params['seed']?.required, proposal?.added], [true, ['ratio']]);
  });

  it('the list: price texts, and models that are gone with the one to use instead', () => {
    const watch = createWatch();
    const since = Date.parse('2026-10-01T12:00:00Z');
    watch.useListing({ readAt: NOW, prices: new Map([[ID, '8 credits']]), unlisted: new Map([[ID, since]]) });
    assert.deepEqual(watch.notes(ID), { unlistedSince: since, priceText: { text: '8 credits', readAt: NOW } });
    assert.deepEqual(watch.warnings(entry, {}), [
      'KIE has not listed Clip since 10/1/2026: the run may fail and still cost credits. Use Clip 2 instead.'
    ]);
  });
});
