import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../src/core/models/evaluate.ts';
import type { ModelEntry, Param } from '../../../../src/shared/model.ts';
import { builtCatalog, entryOf, noFacts } from '../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const one = (param: Param): ModelEntry => entryOf({ params: { p: param } });

describe('evaluate', () => {
  it('includes required defaults, and no untouched optional values', () => {
    const entry = entryOf({
      params: {
        p: { type: 'string', required: true },
        r: { type: 'string', required: true, enum: ['1K', '2K'], default: '1K' },
        o: { type: 'integer', default: 5 },
        d: { type: 'boolean', default: true, omitByDefault: true }
      }
    });
    assert.deepEqual(evaluate(entry, { p: 'x', o: null, d: undefined }, noFacts).input, { p: 'x', r: '1K' });
    assert.deepEqual(evaluate(entry, { p: 'x', d: false }, noFacts).input, { p: 'x', r: '1K', d: false });
  });

  it('omits optional values that were cleared, and keeps 0 and false', () => {
    const entry = entryOf({
      params: {
        t: { type: 'string' },
        l: { type: 'array', items: { type: 'string' } },
        g: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } },
        n: { type: 'integer' },
        s: { type: 'boolean', default: true }
      }
    });
    const draft = { t: '', l: [], g: { a: undefined }, n: 0, s: false };
    assert.deepEqual(evaluate(entry, draft, noFacts).input, { n: 0, s: false });
    assert.deepEqual(evaluate(entry, { g: { a: '', b: 1 } }, noFacts).input, { g: { b: 1 } });
  });

  it('keeps required values even where a rule makes them meaningless', () => {
    const entry = entryOf({
      params: {
        clip: { type: 'string' },
        length: { type: 'string', required: true, enum: ['4', '8'] },
        loose: { type: 'string' }
      },
      rules: [{ when: { clip: { set: true } }, then: { length: { ignored: true }, loose: { ignored: true } } }]
    });
    const { input, fields } = evaluate(entry, { clip: 'x', loose: 'y' }, noFacts);
    assert.deepEqual([input, fields['length']?.hidden], [{ clip: 'x', length: '4' }, true]);
  });

  it('rejects blank text where text is required', () => {
    const { issues } = evaluate(one({ type: 'string', required: true, label: 'Prompt' }), { p: ' \n ' }, noFacts);
    assert.deepEqual(issues, [{ path: 'p', message: 'Prompt is required.' }]);
  });

  it('lists the valid values that the rules leave', () => {
    const entry = entryOf({
      params: {
        duration: { type: 'string', enum: ['5', '10'], label: 'Duration' },
        resolution: { type: 'string', enum: ['720p', '1080p'], label: 'Resolution' }
      },
      rules: [{ when: { resolution: '1080p' }, then: { duration: { enum: ['5'] } } }]
    });
    for (const duration of ['7', '10']) {
      const { issues, fields } = evaluate(entry, { resolution: '1080p', duration }, noFacts);
      assert.deepEqual(issues, [
        { path: 'duration', message: 'Duration must be 5 or 10; with Resolution 1080p only 5.' }
      ]);
      assert.deepEqual(fields['duration'], { enum: ['5'] });
    }
  });

  it('reports the path inside lists and objects', () => {
    const entry = catalog.entry('google/gemini-3-8-flash-tts');
    assert.ok(entry);
    const draft = { speakers: [{ speaker_id: 'A' }], dialogue_turns: [{ speaker_id: 'A', text: 'x'.repeat(10_001) }] };
    assert.deepEqual(
      evaluate(entry, draft, noFacts).issues.map(issue => issue.path),
      ['dialogue_turns[0].text']
    );
  });

  it('drops the shot list of a single-shot video', () => {
    const entry = catalog.entry('kling-3.0/video');
    assert.ok(entry);
    const { input, fields } = evaluate(
      entry,
      { prompt: 'a cat', multi_prompt: [{ prompt: 'x', duration: 5 }] },
      noFacts
    );
    assert.deepEqual(input, {
      prompt: 'a cat',
      sound: false,
      duration: '5',
      aspect_ratio: '16:9',
      mode: 'pro',
      multi_shots: false
    });
    assert.equal(fields['multi_prompt']?.hidden, true);
  });
});
