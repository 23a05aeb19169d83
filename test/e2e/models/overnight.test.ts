import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { KeyRefusedError, UnreachableError } from '../../../src/core/http/errors/errors.ts';
import { DAY_MS, NEW_MODEL, openOvernight } from '../../support/engine/overnightFixture.ts';

const OPTIONS = { timeout: 60_000 };
const LIST = '/api/v1/models';
const SCHEMA = `${LIST}/${NEW_MODEL.id}/schema`;

test('overnight: a model that is new today is listed, priced, run and saved', OPTIONS, async t => {
  const { emulator, dir, open, later, asked } = await openOvernight(t);
  const engine = await open();
  await Promise.all([engine.liveModels.refresh(), engine.liveModels.refresh()]);
  assert.deepEqual(asked(), [LIST], 'the catalog has all listed models');
  emulator.liveCatalog.change({ model: NEW_MODEL.id, entry: NEW_MODEL });
  later(DAY_MS - 60_000);
  await engine.liveModels.refresh();
  assert.deepEqual(asked(), [LIST], 'once a day');
  later(60_000);
  await engine.liveModels.refresh();
  assert.deepEqual(asked(), [LIST, LIST, SCHEMA]);

  const listed = engine.models.summaries().find(({ id }) => id === NEW_MODEL.id);
  assert.deepEqual(
    [listed?.live, listed?.name, listed?.family, listed?.task, listed?.output],
    [true, 'Dreamforge V1', 'Dreamforge', 'text-to-image', 'image']
  );
  assert.equal(engine.models.hits('dreamforge')[0]?.model.id, NEW_MODEL.id);
  const form = engine.models.form(NEW_MODEL.id);
  assert.deepEqual(form?.live?.unsupported, []);
  const { prompt, aspect_ratio, image_url } = form.entry.params;
  assert.deepEqual([prompt?.required, prompt?.maxLength], [true, 2000]);
  assert.deepEqual(aspect_ratio?.enum, ['1:1', '16:9']);
  assert.deepEqual([image_url?.media, image_url?.maxSizeMB], ['image', 10]);
  assert.equal(engine.watch.notes(NEW_MODEL.id).priceText?.text, 'Each run costs 6 credits ($0.03).');
  const { price } = await engine.drafts.evaluate(NEW_MODEL.id, { prompt: 'A boat' });
  assert.deepEqual([price.kind, price.credits], ['about', 6]);
  const { issues } = await engine.drafts.evaluate(NEW_MODEL.id, { aspect_ratio: '2:1' });
  assert.deepEqual(issues.map(issue => issue.path).toSorted(), ['aspect_ratio', 'prompt']);

  const saveTo = { folder: path.join(dir, 'out'), template: '${model}' };
  const input = { prompt: 'A boat', aspect_ratio: '16:9' };
  const { localId } = await engine.tasks.start({ model: NEW_MODEL.id, input, saveTo, origin: 'api' });
  const task = await engine.tasks.waitFor(localId);
  assert.equal(task.state, 'done');
  assert.deepEqual(emulator.submissions[0]?.input, input);
  assert.equal((await fs.readdir(saveTo.folder)).length, 1);
});

test('overnight: changed and unlisted models are marked and warn before a run', OPTIONS, async t => {
  const { emulator, open, later } = await openOvernight(t);
  const engine = await open();
  await engine.liveModels.refresh();
  const changed = 'seedream/4.5-text-to-image';
  const style = { type: 'string', enum: ['photo', 'drawing'] };
  emulator.liveCatalog.change(
    { model: 'z-image', gone: true },
    { model: changed, price: 'Each image costs 9 credits ($0.045).' }
  );
  emulator.liveCatalog.change({
    model: changed,
    input: { type: 'object', required: ['prompt', 'style'], properties: { prompt: { type: 'string' }, style } }
  });
  later(DAY_MS);
  await engine.liveModels.refresh();
  await engine.watch.check(changed);

  const gone = engine.models.summaries().find(({ id }) => id === 'z-image');
  assert.ok(Number(gone?.unlistedSince) > 0);
  const run = await engine.drafts.evaluate('z-image', { prompt: 'A boat', aspect_ratio: '1:1' });
  assert.match(run.warnings?.join(' ') ?? '', /has not listed/);

  const { changes = [], priceText } = engine.watch.notes(changed);
  assert.ok(
    changes.some(text => text.includes('"Style" is new and required')),
    changes.join()
  );
  assert.equal(priceText?.text, 'Each image costs 9 credits ($0.045).');
  const input = { prompt: 'A boat', aspect_ratio: '1:1', quality: 'basic' };
  const { price, warnings } = await engine.drafts.evaluate(changed, input);
  assert.equal(price.kind, 'about', "KIE's own price text differs");
  assert.match(warnings?.join(' ') ?? '', /doesn't allow this request/);
});

test('overnight: other windows and later sessions know the new model without requests', OPTIONS, async t => {
  const { emulator, open, asked } = await openOvernight(t);
  const [first, second] = [await open(), await open()];
  emulator.liveCatalog.change({ model: NEW_MODEL.id, entry: NEW_MODEL });
  const other = new EventTarget();
  second.liveModels.onChange(() => {
    if (second.models.entry(NEW_MODEL.id) !== undefined) other.dispatchEvent(new Event('known'));
  });
  const known = once(other, 'known');
  await Promise.all([first.liveModels.refresh(), second.liveModels.refresh()]);
  await known;
  assert.deepEqual(asked(), [LIST, SCHEMA], 'one window asked');
  const later = await open();
  assert.equal(later.models.origin(NEW_MODEL.id), 'live');
  await later.liveModels.refresh();
  assert.equal(asked().length, 2);
});

test('overnight: offline and with a refused key the last list counts', OPTIONS, async t => {
  const { emulator, open, later, settings, asked } = await openOvernight(t);
  const engine = await open();
  emulator.liveCatalog.change({ model: NEW_MODEL.id, entry: NEW_MODEL });
  const { readAt } = await engine.liveModels.check();
  later(2 * DAY_MS);
  await emulator.refuse('api', true);
  await engine.liveModels.refresh();
  await assert.rejects(engine.liveModels.check(), UnreachableError);
  await emulator.refuse('api', false);
  settings.key = 'another-key-of-nobody';
  await assert.rejects(engine.liveModels.check(), KeyRefusedError);
  assert.equal(engine.liveModels.list?.readAt, readAt);
  assert.ok(engine.models.entry(NEW_MODEL.id));
  settings.key = emulator.key;
  const before = asked().length;
  await engine.liveModels.refresh();
  assert.equal(asked().length, before, 'an attempt that failed is repeated after an hour');
  later(3_600_000);
  await engine.liveModels.refresh();
  assert.ok(asked().length > before);
});

test('overnight: the setting and a missing key decide whether KIE is asked', OPTIONS, async t => {
  const { emulator, open, settings, asked } = await openOvernight(t);
  const engine = await open();
  emulator.liveCatalog.change({ model: NEW_MODEL.id, entry: NEW_MODEL });
  settings.key = '';
  await engine.liveModels.refresh();
  settings.key = emulator.key;
  settings.sync = 'manual';
  await engine.liveModels.refresh();
  assert.deepEqual(asked(), []);
  await engine.liveModels.check();
  assert.equal(engine.models.origin(NEW_MODEL.id), 'live');
  settings.sync = 'off';
  await engine.liveModels.refresh();
  assert.equal(engine.models.entry(NEW_MODEL.id), undefined);
  const reopened = await open();
  await reopened.liveModels.refresh();
  assert.equal(reopened.models.entry(NEW_MODEL.id), undefined);
  assert.deepEqual(asked(), [LIST, SCHEMA]);
});

test('overnight: unusable and odd models are named and do not hide the others', OPTIONS, async t => {
  const { emulator, open } = await openOvernight(t);
  emulator.liveCatalog.change(
    { model: 'odd/no-schema', row: { taskType: ['Text to Video'] }, openapi: null },
    { model: 'odd/at-once', row: { taskType: null, title: 7 } },
    { model: 'odd/broken', row: { taskType: ['Text to Image'] }, openapi: { paths: 'none' } },
    { model: 'new/chat', row: { taskType: ['Chat'] } },
    { model: NEW_MODEL.id, entry: NEW_MODEL }
  );
  const engine = await open();
  const { unusable } = await engine.liveModels.check();
  assert.deepEqual(unusable.map(({ model, reason }) => [model, reason]).toSorted(), [
    ['odd/at-once', 'no-task'],
    ['odd/broken', 'unreadable'],
    ['odd/no-schema', 'no-schema']
  ]);
  assert.ok(engine.models.entry(NEW_MODEL.id));
  assert.ok(!emulator.requests.some(({ path: at }) => at.includes('new/chat')));
  emulator.liveCatalog.change({ model: NEW_MODEL.id, openapi: null });
  await engine.liveModels.check();
  assert.ok(engine.models.entry(NEW_MODEL.id), 'a schema that is missing for a while takes no model away');
});

test('overnight: a rate limit in the middle keeps the models before it', OPTIONS, async t => {
  const { emulator, open } = await openOvernight(t);
  const second = { ...NEW_MODEL, id: 'dreamforge/v2-text-to-image', name: 'Dreamforge V2' };
  emulator.liveCatalog.change({ model: NEW_MODEL.id, entry: NEW_MODEL }, { model: second.id, entry: second });
  emulator.faults.script({ call: 'modelSchema', model: second.id, effect: { kind: 'code', code: 429 } });
  const engine = await open();
  await engine.liveModels.check();
  assert.deepEqual(
    engine.liveModels.list?.entries.map(({ entry }) => entry.id),
    [NEW_MODEL.id]
  );
  await engine.liveModels.check();
  assert.equal(engine.models.origin(second.id), 'live');
});

test('overnight: a list that lost most of its models is not believed', OPTIONS, async t => {
  const { emulator, open } = await openOvernight(t);
  const engine = await open();
  const { readAt } = await engine.liveModels.check();
  const models = engine.liveModels.list?.models ?? [];
  emulator.liveCatalog.change(...models.slice(0, 150).map(({ model }) => ({ model, gone: true })));
  await assert.rejects(engine.liveModels.check());
  assert.equal(engine.liveModels.list?.readAt, readAt);
});
