import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../src/core/models/evaluate.ts';
import type { MediaFacts } from '../../../src/shared/form.ts';
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import { builtCatalog, entryOf, known, nothingKnown } from './table.ts';

const catalog = await builtCatalog();
const one = (param: Param): ModelEntry => entryOf({ params: { p: param } });
const inputOf = (param: Param, value: unknown): unknown =>
  evaluate(one(param), { p: value }, nothingKnown).input?.['p'];

describe('values are brought to the documented type', () => {
  const tenth: Param = { type: 'number', minimum: 0, maximum: 1, step: 0.1 };
  const CASES: readonly (readonly [string, Param, unknown, unknown])[] = [
    ['a number as text', { type: 'integer' }, '5', 5],
    ['a decimal as text', { type: 'number' }, '0.5', 0.5],
    ['a switch as text', { type: 'boolean' }, 'false', false],
    ['one decimal', tenth, 0.4499, 0.4],
    ['two decimals', { ...tenth, step: 0.01 }, 0.8049999, 0.8],
    ['noise of adding', tenth, 0.1 + 0.2, 0.3],
    ['zero is a value', { type: 'integer' }, 0, 0],
    ['a digit too many is lost', { type: 'integer' }, '12345678901234567890', undefined],
    ['a negative number as text', { type: 'integer' }, '-1', -1],
    ['a whole number with decimals as text', { type: 'integer' }, '5.0', 5],
    ['half a number as text', { type: 'integer' }, '5.5', undefined],
    ['a unit behind', { type: 'number' }, '5px', undefined],
    ['hexadecimal notation', { type: 'number' }, '0x10', undefined],
    ['powers', { type: 'number' }, '1e3', undefined],
    ['blanks around', { type: 'number' }, ' 5 ', undefined],
    ['a plus', { type: 'number' }, '+5', undefined],
    ['a bare point', { type: 'number' }, '5.', undefined],
    ['words for numbers', { type: 'number' }, 'Infinity', undefined],
    ['no number', { type: 'number' }, Number.NaN, undefined],
    ['less than nothing', { type: 'number' }, -0, 0],
    ['leading zeros', { type: 'integer' }, '05', undefined],
    ['a switch with a capital', { type: 'boolean' }, 'True', undefined],
    ['a switch as number', { type: 'boolean' }, 0, undefined],
    ['steps from a crooked minimum', { ...tenth, minimum: 0.05 }, 0.3, 0.35],
    ['no step beyond the maximum', { ...tenth, maximum: 0.95 }, 0.95, 0.9],
    ['multiples from zero', { type: 'number', minimum: 0.1, multipleOf: 0.25 }, 0.4, 0.5],
    ['no step, no rounding', { type: 'number' }, 0.123456789, 0.123456789],
    ['an item of a list', { type: 'array', items: { type: 'integer' } }, ['1', 2], [1, 2]],
    [
      'inside of a group',
      { type: 'array', items: { type: 'object', properties: { s: tenth } } },
      [{ s: '0.3333' }],
      [{ s: 0.3 }]
    ],
    ['a listed number as text', { type: 'number', enum: [5, 10] }, '10', 10],
    ['a number for a listed text', { type: 'string', enum: ['5', '10'] }, 5, '5'],
    ['a decimal for a listed text', { type: 'string', enum: ['1.5'] }, 1.5, '1.5'],
    ['a number for a text that is not listed', { type: 'string', enum: ['5', '10'] }, 6, undefined],
    ['a list for a listed text', { type: 'string', enum: ['5'] }, [5], undefined],
    ['a number for any text', { type: 'string' }, 5, undefined],
    ['a listed number inside of a list', { type: 'array', items: { type: 'string', enum: ['4'] } }, [4], ['4']],
    ['outside the bounds by little', tenth, 1.04, undefined],
    ['between coarse steps', { type: 'integer', step: 5, minimum: 0 }, 7, undefined]
  ];
  for (const [what, param, value, expected] of CASES) {
    it(what, () => {
      assert.deepEqual(inputOf(param, value), expected);
    });
  }
});

describe('numbers that the requirements name', () => {
  /** Name of the parameter, what a person gives, what is sent. */
  const EXAMPLES: readonly (readonly [string, number, number])[] = [
    ['cfg_scale', 0.54321, 0.5],
    ['guidance_scale', 3.46789, 3.5],
    ['shift', 5.04999, 5],
    ['strength', 0.456789, 0.46]
  ];
  /** Documented in tenths, unlike the other ones of its name. */
  const COARSER: Readonly<Record<string, number>> = { 'ideogram/character-remix strength': 0.5 };
  for (const [name, given, expected] of EXAMPLES) {
    for (const entry of catalog.entries) {
      const param = entry.params[name];
      if (!param) continue;
      const sent = COARSER[`${entry.id} ${name}`] ?? expected;
      it(`${entry.id}: ${name} ${given} is sent as ${sent}`, () => {
        assert.deepEqual([inputOf(param, given), inputOf(param, String(given))], [sent, sent]);
      });
    }
  }
});

describe('the request', () => {
  it('holds required defaults, and no untouched optional ones', () => {
    const entry = entryOf({
      params: {
        p: { type: 'string', required: true },
        r: { type: 'string', required: true, enum: ['1K', '2K'], default: '1K' },
        o: { type: 'integer', default: 5 },
        d: { type: 'boolean', default: true, omitByDefault: true }
      }
    });
    assert.deepEqual(evaluate(entry, { p: 'x', o: null, d: undefined }, nothingKnown).input, { p: 'x', r: '1K' });
    assert.deepEqual(evaluate(entry, { p: 'x', d: false }, nothingKnown).input, { p: 'x', r: '1K', d: false });
  });

  it('leaves optional ones out that were emptied again, and keeps zero and off', () => {
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
    assert.deepEqual(evaluate(entry, draft, nothingKnown).input, { n: 0, s: false });
    assert.deepEqual(evaluate(entry, { g: { a: '', b: 1 } }, nothingKnown).input, { g: { b: 1 } });
  });

  it('holds what the documentation requires even where a rule makes it meaningless', () => {
    const entry = entryOf({
      params: {
        clip: { type: 'string' },
        length: { type: 'string', required: true, enum: ['4', '8'] },
        loose: { type: 'string' }
      },
      rules: [{ when: { clip: { set: true } }, then: { length: { ignored: true }, loose: { ignored: true } } }]
    });
    const { input, fields } = evaluate(entry, { clip: 'x', loose: 'y' }, nothingKnown);
    assert.deepEqual([input, fields['length']?.hidden], [{ clip: 'x', length: '4' }, true]);
  });

  it('wants more than blanks where text is needed', () => {
    const { issues } = evaluate(one({ type: 'string', required: true, label: 'Prompt' }), { p: ' \n ' }, nothingKnown);
    assert.deepEqual(issues, [{ path: 'p', message: 'Prompt must be given.' }]);
  });

  it('says what would be right, with what the rules leave', () => {
    const entry = entryOf({
      params: {
        duration: { type: 'string', enum: ['5', '10'], label: 'Duration' },
        resolution: { type: 'string', enum: ['720p', '1080p'], label: 'Resolution' }
      },
      rules: [{ when: { resolution: '1080p' }, then: { duration: { enum: ['5'] } } }]
    });
    for (const duration of ['7', '10']) {
      const { issues, fields } = evaluate(entry, { resolution: '1080p', duration }, nothingKnown);
      assert.deepEqual(issues, [
        { path: 'duration', message: 'Duration must be 5 or 10; with Resolution 1080p only 5.' }
      ]);
      assert.deepEqual(fields['duration'], { enum: ['5'] });
    }
  });

  it('names the place inside lists and groups', () => {
    const entry = catalog.entry('google/gemini-3-8-flash-tts');
    assert.ok(entry);
    const draft = { speakers: [{ speaker_id: 'A' }], dialogue_turns: [{ speaker_id: 'A', text: 'x'.repeat(10_001) }] };
    assert.deepEqual(
      evaluate(entry, draft, nothingKnown).issues.map(issue => issue.path),
      ['dialogue_turns[0].text']
    );
  });

  it('drops the shot list of a single-shot video', () => {
    const entry = catalog.entry('kling-3.0/video');
    assert.ok(entry);
    const { input, fields } = evaluate(
      entry,
      { prompt: 'a cat', multi_prompt: [{ prompt: 'x', duration: 5 }] },
      nothingKnown
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

describe('media', () => {
  const image: Param = {
    type: 'string',
    media: 'image',
    accept: ['image/jpeg', 'image/png'],
    maxSizeMB: 10,
    limits: { minSidePx: 256, maxSidePx: 4096, minAspect: 0.4, maxAspectExclusive: 2.5, maxMegapixels: 10 }
  };
  const video: Param = {
    type: 'string',
    media: 'video',
    limits: { minDuration: 3, maxDuration: 10, minFps: 24, maxFps: 60 }
  };
  const png: MediaFacts = { kind: 'image', mime: 'image/png', bytes: 1e6, width: 1000, height: 800 };
  const clip: MediaFacts = {
    kind: 'video',
    mime: 'video/mp4',
    bytes: 1e6,
    width: 1000,
    height: 800,
    seconds: 5,
    fps: 30
  };
  const CASES: readonly (readonly [string, Param, MediaFacts, boolean])[] = [
    ['fits', image, png, true],
    ['another name of a type', image, { ...png, mime: 'image/jpg' }, true],
    ['a type not taken', image, { ...png, mime: 'image/webp' }, false],
    ['another kind', image, clip, false],
    ['exactly the size', image, { ...png, bytes: 10e6 }, true],
    ['a byte too many', image, { ...png, bytes: 10e6 + 1 }, false],
    ['the shorter side too short', image, { ...png, height: 255 }, false],
    ['the longer side too long', image, { ...png, width: 4097, height: 2000 }, false],
    ['too narrow', image, { ...png, width: 300, height: 1000 }, false],
    ['at the open bound', image, { ...png, width: 2500, height: 1000 }, false],
    ['too many pixels', image, { ...png, width: 4000, height: 3000 }, false],
    ['unreadable', image, { problem: 'The file does not exist.' }, false],
    ['nothing known of the size', image, { kind: 'image' }, true],
    ['a clip that fits', video, clip, true],
    ['noise of the container', video, { ...clip, seconds: 10.03 }, true],
    ['too long', video, { ...clip, seconds: 10.2 }, false],
    ['too short', video, { ...clip, seconds: 2.5 }, false],
    ['too slow', video, { ...clip, fps: 20 }, false]
  ];
  for (const [what, param, facts, fits] of CASES) {
    it(what, () => {
      const { issues } = evaluate(one(param), { p: 'file:///a' }, known({ 'file:///a': facts }));
      assert.deepEqual(
        issues.map(issue => issue.path),
        fits ? [] : ['p']
      );
    });
  }

  const ADDRESSES: readonly (readonly [string, Param, boolean])[] = [
    ['file:///a%20b.png', image, true],
    ['file:///a.png', { ...image, format: 'uri' }, true],
    ['https://files.example/a.png', image, true],
    ['asset://12', image, false],
    ['asset://12', { ...image, alsoAccepts: 'asset://{assetId}' }, true],
    ['data:image/png;base64,AAAA', image, false],
    ['/home/me/a.png', image, false],
    ['file:///a.png', { type: 'string', format: 'uri' }, false]
  ];
  for (const [value, param, fits] of ADDRESSES) {
    it(`${value} is ${fits ? 'taken' : 'refused'}${param.alsoAccepts === undefined ? '' : ' where the page names it'}`, () => {
      assert.equal(evaluate(one(param), { p: value }, nothingKnown).issues.length, fits ? 0 : 1);
    });
  }

  it('takes two to four pictures or one clip, never both', () => {
    const entry = catalog.entry('kling-3.0/video');
    assert.ok(entry);
    const facts = known({
      'file:///1.png': { kind: 'image' },
      'file:///2.png': { kind: 'image' },
      'file:///c.mp4': { kind: 'video', mime: 'video/mp4', seconds: 4 }
    });
    const issues = (urls: readonly string[]): number =>
      evaluate(
        entry,
        { prompt: 'x', kling_elements: [{ name: 'a', description: 'b', element_input_urls: urls }] },
        facts
      ).issues.length;
    assert.equal(issues(['file:///1.png', 'file:///2.png']), 0);
    assert.equal(issues(['file:///c.mp4']), 0);
    assert.notEqual(issues(['file:///1.png']), 0);
    assert.notEqual(issues(['file:///1.png', 'file:///c.mp4']), 0);
  });
});
