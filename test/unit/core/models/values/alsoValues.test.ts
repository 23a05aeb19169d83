import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { Evaluation } from '../../../../../src/shared/form.ts';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import { readTable } from '../../../../emulator/catalogData.ts';
import { checkInput } from '../../../../emulator/check/checkInput.ts';
import { builtCatalog, entryOf, noFacts } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const table = readTable();

const judge = (model: string, draft: Readonly<Record<string, unknown>>): Evaluation => {
  const entry = catalog.entry(model);
  assert.ok(entry, model);
  return evaluate(entry, draft, noFacts);
};

describe('alsoValues: an undocumented accepted value is sent with an advice', () => {
  const line = (voice: string): Record<string, unknown> => ({ text: 'Hello', voice });
  for (const [model, draft, path, label] of [
    ['elevenlabs/text-to-speech-turbo-2-5', { text: 'Hello', voice: 'Rachel' }, 'voice', 'Voice'],
    ['elevenlabs/text-to-speech-turbo-2-5', { text: 'Hello.', voice: 'Brian' }, 'voice', 'Voice'],
    ['elevenlabs/text-to-speech-multilingual-v2', { text: 'Hello', voice: 'Adam' }, 'voice', 'Voice'],
    ['elevenlabs/text-to-dialogue-v3', { dialogue: [line('Sarah')] }, 'dialogue[0].voice', 'Voice'],
    ['grok-imagine/extend', { task_id: 't', prompt: 'x', extend_at: 0, extend_times: '6' }, 'extend_at', 'Extend At']
  ] as const) {
    it(`${model} ${JSON.stringify(draft)}`, () => {
      const { issues, advice, input } = judge(model, draft);
      assert.deepEqual(issues, []);
      assert.deepEqual(input, { ...input, ...draft });
      const undocumented = advice.filter(one => one.path === path);
      assert.equal(undocumented.length, 1);
      assert.ok(undocumented[0]?.message.startsWith(`${label}: "`), undocumented[0]?.message);
      const strict = table.get(model);
      assert.ok(strict);
      assert.deepEqual(checkInput(strict, input, noFacts), []);
    });
  }
});

describe('alsoValues: everything else stays as documented', () => {
  it('a documented value needs no advice', () => {
    const voice = catalog.entry('elevenlabs/text-to-speech-turbo-2-5')?.params['voice']?.enum?.[0];
    assert.deepEqual(judge('elevenlabs/text-to-speech-turbo-2-5', { text: 'Hello', voice }).advice, []);
  });

  it('another value is rejected, as is one in between', () => {
    const { issues } = judge('elevenlabs/text-to-speech-turbo-2-5', { text: 'Hello', voice: 'Somebody' });
    assert.deepEqual(
      issues.map(({ path }) => path),
      ['voice']
    );
    const extend = judge('grok-imagine/extend', { task_id: 't', prompt: 'x', extend_at: 1, extend_times: '6' });
    assert.deepEqual(
      extend.issues.map(({ path }) => path),
      ['extend_at']
    );
  });

  it('the fields of the form do not list them', () => {
    for (const entry of catalog.entries) {
      for (const [name, { alsoValues = [] }] of Object.entries(entry.params)) {
        const offered = judge(entry.id, {}).fields[name]?.enum ?? entry.params[name]?.enum ?? [];
        for (const value of alsoValues) assert.ok(!offered.includes(value), `${entry.id} ${name}`);
      }
    }
  });

  it('a rule that narrows the values applies to them too', () => {
    const entry: ModelEntry = entryOf({
      params: {
        at: { type: 'number', minimum: 2, alsoValues: [0] },
        mode: { type: 'string', enum: ['a', 'b'], alsoValues: ['c'] },
        strict: { type: 'boolean' }
      },
      rules: [{ when: { strict: true }, then: { at: { minimum: 4 }, mode: { enum: ['a'] } } }]
    });
    const paths = (strict: boolean): readonly string[] =>
      evaluate(entry, { at: 0, mode: 'c', strict }, noFacts).issues.map(({ path }) => path);
    assert.deepEqual(paths(false), []);
    assert.deepEqual(paths(true), ['at', 'mode']);
  });
});
