import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { NameParts } from '../../../../src/core/files/naming.ts';
import { candidate, nameFromStem, nameFromTemplate, safeName } from '../../../../src/core/files/naming.ts';

const PARTS: NameParts = { date: new Date(2026, 0, 2, 3, 4, 5), model: 'kling-3.0/video', index: 1, count: 1 };

const NAMES: readonly (readonly [what: string, template: string, parts: Partial<NameParts>, name: string])[] = [
  [
    'everything',
    '${date}-${time}-${model}-${prompt}',
    { prompt: 'A red fox' },
    '2026-01-02-030405-kling-3.0-video-A-red-fox'
  ],
  ['no prompt leaves no dash', '${date}-${model}-${prompt}', {}, '2026-01-02-kling-3.0-video'],
  ['an empty part in the middle', '${model}-${prompt}-${date}', {}, 'kling-3.0-video-2026-01-02'],
  ['six words', '${prompt}', { prompt: 'a b c d e f g' }, 'a-b-c-d-e-f'],
  ['few long words', '${prompt}-${time}', { prompt: 'A small paper boat on a lake' }, 'A-small-paper-boat-030405'],
  ['one very long word', '${prompt}', { prompt: `${'x'.repeat(40)} y` }, 'x'.repeat(40)],
  ['the source without a prompt', '${prompt}-${time}', { source: 'portrait' }, 'portrait-030405'],
  ['the model without prompt and source', '${prompt}-${time}', {}, 'kling-3.0-video-030405'],
  ['task id', '${taskId}', { taskId: 'abc123' }, 'abc123'],
  ['nothing at all', '${taskId}', {}, 'result'],
  ['only forbidden characters', '///', {}, 'result'],
  ['an unknown word stays', '${nobody}x', {}, '${nobody}x'],
  ['the second of two', 'x', { index: 2, count: 2 }, 'x-2'],
  ['the first of two', 'x', { index: 1, count: 2 }, 'x'],
  ['index asked for', 'x_${index}', { index: 2, count: 2 }, 'x_2'],
  ['a role', 'x', { role: 'last-frame', index: 2, count: 2 }, 'x-last-frame'],
  ['a way out of the folder', '../../etc/passwd', {}, 'etc-passwd'],
  ['a leading dash', '-rf ${prompt}', { prompt: '--help' }, 'rf help'],
  ['a Windows path', 'C:\\temp\\x', {}, 'C-temp-x'],
  ['hidden file', '.env', {}, 'env'],
  ['trailing dots', 'x. . .', {}, 'x'],
  ['reserved', 'con', {}, '_con'],
  ['reserved with an ending', 'LPT1.txt', {}, '_LPT1.txt'],
  ['reserved with a superscript', 'com²', {}, '_com²'],
  ['nearly reserved', 'console', {}, 'console'],
  ['Arabic', '${prompt}', { prompt: 'ثعلب أحمر' }, 'ثعلب-أحمر'],
  ['fillers', '${prompt}', { prompt: '\u3164' }, 'result'],
  ['annotations', 'a\u115f\ufff9b\u180ec', {}, 'abc'],
  ['direction marks', '${prompt}x', { prompt: 'a\u202egnp.exe' }, 'a-gnp-exex'],
  ['emoji in the template', '🦊 ${date}', {}, '🦊 2026-01-02'],
  ['emoji in the prompt', '${prompt}', { prompt: '🦊🦊' }, 'kling-3.0-video'],
  ['line breaks and quotes', '${prompt}', { prompt: 'don’t\n"stop"\tnow' }, 'dont-stop-now'],
  ['control characters', 'a\u0000b\u001fc', {}, 'a-b-c'],
  ['decomposed letters', '${prompt}', { prompt: 'cafe\u0301' }, 'café'],
  ['Devanagari marks', '${prompt}', { prompt: 'हिन्दी में लोमड़ी' }, 'हिन्दी-में-लोमड़ी'],
  ['Thai marks', '${prompt}', { prompt: 'ภาพ สุนัขจิ้งจอก' }, 'ภาพ-สุนัขจิ้งจอก'],
  ['the non-joiner of Persian', '${prompt}', { prompt: 'می\u200cخواهم روباه' }, 'می\u200cخواهم-روباه'],
  ['the joiner of Sinhala', '${prompt}', { prompt: 'ශ්\u200dරී ලංකා' }, 'ශ්\u200dරී-ලංකා'],
  ['a family emoji in the template', '👨\u200d👩\u200d👧 x', {}, '👨\u200d👩\u200d👧 x'],
  ['joiners of emoji alone', '${prompt}', { prompt: '👨\u200d👩' }, 'kling-3.0-video'],
  ['a loose joiner', 'a\u200d-\u200cb\u200d', {}, 'a-b'],
  ['a mark after an apostrophe', '${prompt}', { prompt: 'd’E\u0327te' }, 'dȨte']
];

for (const [what, template, parts, name] of NAMES) {
  test(`name: ${what}`, () => assert.equal(nameFromTemplate(template, { ...PARTS, ...parts }), name));
}

test('nameFromTemplate: cuts a long prompt between characters and keeps the index', () => {
  for (const prompt of ['x'.repeat(500), '狐'.repeat(500), '𠮷'.repeat(500)]) {
    const name = nameFromTemplate('${prompt}', { ...PARTS, prompt, index: 12, count: 12 });
    assert.ok(name.endsWith('-12'), name);
    assert.ok(Buffer.byteLength(candidate(name, '.json', 999)) <= 120);
    assert.ok(!/\p{Surrogate}/u.test(name));
  }
});

test('safeName: cuts between user-perceived characters', () => {
  assert.match(safeName('हिन्दी'.repeat(40)), /^(हिन्दी)+(हि|हिन्)?$/);
  assert.equal(safeName('x👨\u200d👩\u200d👧', 12), 'x');
  assert.equal(safeName('می\u200cخ', 7), 'می');
});

test('nameFromStem: keeps the stem of the source file', () => {
  assert.equal(nameFromStem('My photo.upscaled', { index: 1, count: 1 }), 'My photo.upscaled');
  assert.equal(nameFromStem('My photo.upscaled', { index: 3, count: 3 }), 'My photo.upscaled-3');
  assert.equal(candidate('photo.upscaled', '.png', 1), 'photo.upscaled.png');
  assert.equal(candidate('photo.upscaled', '.png', 2), 'photo.upscaled-2.png');
});

for (const source of ['x'.repeat(92), 'ж'.repeat(46), '狐'.repeat(400), 'a.b'.repeat(60)]) {
  for (const suffix of ['.upscaled', '.no-bg']) {
    test(`nameFromStem: ${source.length} times ${source[0]} keeps ${suffix}`, () => {
      const name = nameFromStem(source + suffix, { index: 2, count: 2 });
      assert.ok(name.startsWith(source.slice(0, 20)) && name.endsWith(`${suffix}-2`), name);
      assert.ok(Buffer.byteLength(candidate(name, '.svg.txt', 999)) <= 120);
    });
  }
}

test('nameFromStem: never begins with a hyphen', () => {
  assert.equal(nameFromStem('-rf.upscaled', { index: 1, count: 1 }), 'rf.upscaled');
  assert.equal(nameFromStem('---.no-bg', { index: 1, count: 1 }), 'result.no-bg');
});

test('safeName: any text becomes one safe name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 60 }), (text, template) => {
      for (const name of [safeName(text), nameFromTemplate(template + '${prompt}', { ...PARTS, prompt: text })]) {
        assert.equal(path.posix.basename(name), name);
        assert.equal(path.win32.basename(name), name);
        assert.ok(name !== '' && !/^[-.]|[. ]$|[<>:"/\\|?*\u0000-\u001f]/.test(name), JSON.stringify(name));
        assert.ok(Buffer.byteLength(name) <= 120 && !/\p{Surrogate}/u.test(name));
      }
    })
  );
});
