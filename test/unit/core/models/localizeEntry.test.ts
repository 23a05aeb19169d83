import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localizeEntry } from '../../../../src/core/models/localizeEntry.ts';
import type { ModelEntry } from '../../../../src/shared/model.ts';

const entry: ModelEntry = {
  id: 'test/model',
  name: 'Name',
  family: 'Family',
  summary: 'summary',
  task: 'text-to-image',
  output: 'image',
  status: 'current',
  operation: 'POST /api/v1/jobs/createTask',
  presets: [{ name: 'preset', param: 'prompt', text: 'Sent text' }],
  modeLabels: { prompt: 'mode' },
  params: {
    prompt: {
      label: 'label',
      note: 'note',
      deprecated: 'deprecated',
      enum: ['A'],
      enumLabels: { A: 'option' },
      enumNotes: { A: 'option note' },
      limits: { groups: { group: ['A'] }, maxPages: 1 },
      items: { properties: { inner: { label: 'inner label' } } },
      oneOf: [{ note: 'variant' }],
      anyOf: [{ label: 'other variant' }]
    }
  },
  rules: [{ why: 'why', exactlyOne: ['a', 'b'] }, { advice: 'Hidden advice', note: 'rule note' }, { advice: 'advice' }],
  price: [{ credits: 1, note: 'price note' }, { credits: 2 }]
};

test('localizeEntry: translates each text that users see, and nothing that is sent', () => {
  const seen: string[] = [];
  const translated = localizeEntry(entry, text => {
    seen.push(text);
    return text.toUpperCase();
  });
  assert.ok(seen.every(text => /^[a-z ]+$/.test(text)));
  const lowerCase = [...JSON.stringify(translated).matchAll(/:"([a-z ]+)"/g)].map(match => match[1]);
  assert.deepEqual(lowerCase, ['image', 'current', 'prompt']);
  assert.equal(JSON.stringify(translated).toLowerCase(), JSON.stringify(entry).toLowerCase());
});

test('localizeEntry: adds no keys to an entry without optional texts', () => {
  const { id, name, family, summary, task, output, status, operation } = entry;
  const bare: ModelEntry = { id, name, family, summary, task, output, status, operation, params: { a: {} }, rules: [] };
  assert.deepEqual(
    localizeEntry(bare, text => text),
    bare
  );
});
