import assert from 'node:assert/strict';
import { it } from 'node:test';
import { liveDefinition, newDefinition } from '../../../../../src/core/models/live/liveDefinition.ts';
import { CREATE_TASK } from '../../../../../src/shared/model.ts';
import { openApiOf } from '../../../../emulator/liveCatalog/openApi.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const current = catalog.entries.filter(({ operation, status }) => status === 'current' && operation === CREATE_TASK);

it('liveDefinition: finds no difference from an equal schema in any model', () => {
  const differing = current.flatMap(entry => {
    const definition = liveDefinition(catalog, entry, openApiOf(entry));
    if (definition === undefined) return [`${entry.id}: not read`];
    return definition.differences.map(({ text }) => `${entry.id}: ${text}`);
  });
  assert.deepEqual(differing, []);
  assert.ok(current.length > 150);
});

it('liveDefinition: ignores the schema of another model', () => {
  const [one, other] = current;
  assert.ok(one && other);
  assert.equal(liveDefinition(catalog, one, openApiOf(other)), undefined);
  assert.equal(newDefinition(catalog, one.id, openApiOf(other)), undefined);
});

it('newDefinition: the schema wins, and labels are kept', () => {
  const entry = catalog.source('kling-3.0/video');
  assert.ok(entry);
  const input = { type: 'object', properties: { prompt: { type: 'string', maxLength: 99 } }, required: ['prompt'] };
  const proposal = newDefinition(catalog, entry.id, openApiOf(entry, input));
  assert.deepEqual(Object.keys(proposal?.entry.params ?? {}), ['prompt']);
  assert.equal(proposal?.entry.params['prompt']?.maxLength, 99);
  assert.equal(proposal.entry.params['prompt'].label, entry.params['prompt']?.label);
});
