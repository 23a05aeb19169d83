import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insteadOf, searchPicker } from '../../../../../src/shared/catalog/search/pickerSearch.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';

const models = (await builtCatalog()).summaries();
const instead = (id: string): string | undefined =>
  insteadOf(models.find(model => model.id === id) ?? assert.fail(id), models)?.id;

test('insteadOf: is the successor, or the first current model for the task', () => {
  assert.equal(instead('kling/v1-avatar-standard'), 'kling/ai-avatar-standard');
  assert.equal(instead('sora-2-text-to-video'), 'veo-3-1');
  assert.equal(instead('elevenlabs/sound-effect-v2'), 'ai-music-api/sounds');
});

test('insteadOf: is nothing for current models, utilities and older endpoints', () => {
  assert.equal(instead('veo-3-1'), undefined);
  assert.equal(instead('/veo/generate'), undefined);
  assert.equal(instead('sora-2-characters'), undefined);
});

test('insteadOf: is current and has the same output for every retired model', () => {
  for (const model of models.filter(({ status }) => status === 'retired')) {
    const other = insteadOf(model, models);
    assert.ok(other === undefined || (other.status === 'current' && other.output === model.output), model.id);
  }
});

test('searchPicker: omits an older endpoint that a current model replaces', () => {
  const ids = (showLegacy: boolean): string[] => searchPicker(models, 'Veo 3.1', showLegacy).map(hit => hit.model.id);
  assert.ok(!ids(false).includes('/veo/generate'));
  assert.ok(ids(true).includes('/veo/generate'));
  assert.equal(searchPicker(models, '/veo/generate', false)[0]?.model.id, '/veo/generate');
});

test('searchPicker: lists older models after current ones', () => {
  const statuses = searchPicker(models, 'sound effect', true).map(({ model }) => model.status);
  assert.ok(statuses.includes('retired'));
  assert.ok(statuses.indexOf('retired') > statuses.lastIndexOf('current'));
});
