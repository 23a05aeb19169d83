import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../../../../src/core/models/evaluate.ts';
import { lengthsOf } from '../../../../src/core/models/lengths.ts';
import { mediaKindOf } from '../../../../src/shared/catalog/mediaParams.ts';
import type { Draft, Length, MediaFacts } from '../../../../src/shared/form.ts';
import type { ModelEntry, Param } from '../../../../src/shared/model.ts';
import { modelEntry } from '../../../support/models/modelEntry.ts';
import { builtCatalog } from '../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const { entries } = catalog;
const isMedia = (param: Param | undefined): boolean => mediaKindOf(param) !== undefined;

const lengths = (entry: ModelEntry, input: Draft, facts: MediaFacts = {}): readonly Length[] | undefined =>
  evaluate(entry, input, () => facts).lengths;

const entryOf = (id: string): ModelEntry => {
  const entry = catalog.entry(id);
  assert.ok(entry, id);
  return entry;
};

/** The lengths for these values without defaults; every file lasts 12 seconds. */
const allLengths = (entry: ModelEntry, set: Draft): readonly Length[] =>
  lengthsOf(
    entry,
    { set, defaults: {} },
    () => ({ seconds: 12 }),
    () => false
  );

/** A number parameter whose label or choices are seconds. */
const isDuration = ({ label, enumLabels = {} }: Param): boolean =>
  label === 'Duration' ||
  (Object.keys(enumLabels).length > 0 && Object.values(enumLabels).every(text => text.endsWith(' s')));

test('lengths: find the duration parameter of every model that has one', () => {
  const found = entries.filter(({ params }) =>
    Object.values(params).some(param => !isMedia(param) && isDuration(param))
  );
  assert.ok(found.length > 50);
  for (const entry of found) {
    const named = Object.keys(entry.params).filter(name => isDuration(entry.params[name] ?? {}));
    assert.equal(named.length, 1, entry.id);
    const set = Object.fromEntries(named.map(name => [name, '6']));
    assert.deepEqual(allLengths(entry, set), [{ kind: 'exact', seconds: 6 }], entry.id);
  }
});

test('lengths: name everything in seconds that a price of the catalog depends on', () => {
  let count = 0;
  for (const entry of entries) {
    const { seconds = [], maybeSeconds = [], outputSeconds } = entry.priceBy ?? {};
    const names = new Set([
      ...seconds,
      ...maybeSeconds,
      ...(outputSeconds === undefined ? [] : [outputSeconds.sameAs]),
      ...(entry.price ?? []).flatMap(({ when = {} }) =>
        Object.keys(when).filter(name => isDuration(entry.params[name] ?? {}))
      )
    ]);
    const isBySecond = (entry.price ?? []).some(({ unit }) => unit === 'second');
    if (names.size === 0 && !isBySecond) continue;
    const media = [...names].filter(name => isMedia(entry.params[name]));
    const named = Object.keys(entry.params).filter(name => isDuration(entry.params[name] ?? {}));
    const numbers = [...new Set([...names, ...named])].filter(name => !media.includes(name));
    const all = [...media, ...numbers];
    const set = Object.fromEntries(all.map(name => [name, media.includes(name) ? 'file:///a' : '6']));
    const expected: Length[] = [
      ...(numbers.length > 0 ? [{ kind: 'exact', seconds: 6 } as const] : []),
      ...media.map(name => ({ kind: 'exact', seconds: 12, of: entry.params[name]?.label ?? name }) as const)
    ];
    assert.deepEqual(allLengths(entry, set), expected.length === 0 ? [{ kind: 'unknown' }] : expected, entry.id);
    count++;
  }
  assert.ok(count > 50);
});

test('lengths: state a documented default or maximum, and no more than is known', () => {
  assert.deepEqual(lengths(entryOf('sora-2-text-to-video'), {}), [{ kind: 'exact', seconds: 10 }]);
  assert.deepEqual(lengths(entryOf('grok-imagine/extend'), { extend_times: '10' }), [{ kind: 'exact', seconds: 10 }]);
  assert.deepEqual(lengths(entryOf('elevenlabs/sound-effect-v2'), {}), [{ kind: 'atMost', seconds: 22 }]);
  assert.deepEqual(lengths(entryOf('wan/2-5-text-to-video'), {}), [{ kind: 'atMost', seconds: 10 }]);
  assert.deepEqual(lengths(entryOf('wan/3-0-video'), { duration: -1 }), [{ kind: 'atMost', seconds: 30 }]);
  assert.deepEqual(lengths(entryOf('wan/2-2-a14b-speech-to-video-turbo'), {}), [{ kind: 'unknown' }]);
  assert.deepEqual(lengths(entryOf('nano-banana-2'), {}), []);
});

test('lengths: state the length of an input exactly, as a bound, or as unknown', () => {
  const avatar = entryOf('kling/ai-avatar-pro');
  const input = { audio_url: 'file:///a.mp3' };
  const of = 'Audio';
  assert.deepEqual(lengths(avatar, input, { seconds: 12.5 }), [{ kind: 'exact', seconds: 12.5, of }]);
  assert.deepEqual(lengths(avatar, input, { secondsAtMost: 13 }), [{ kind: 'atMost', seconds: 13, of }]);
  assert.deepEqual(lengths(avatar, input), [{ kind: 'unknown', of }]);
  assert.deepEqual(lengths(entryOf('wan/2-7-videoedit'), { video_url: 'file:///v.mp4' }, { seconds: 4 }), [
    { kind: 'text', text: 'Full video' },
    { kind: 'exact', seconds: 4, of: 'Video' }
  ]);
});

test('lengths: leave out a hidden duration and one that changes no price', () => {
  const entry = modelEntry({ params: { duration: { type: 'integer', default: 5 } } });
  const context = { set: {}, defaults: { duration: 5 } };
  assert.deepEqual(
    lengthsOf(
      entry,
      context,
      () => ({}),
      () => true
    ),
    []
  );
  assert.deepEqual(lengths(entry, {}), [{ kind: 'exact', seconds: 5 }]);
  assert.deepEqual(lengths(modelEntry({ params: { duration: { type: 'integer', maximum: 9 } } }), {}), []);
});
