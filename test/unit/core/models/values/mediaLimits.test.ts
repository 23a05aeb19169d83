import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import { builtCatalog, entryOf, factsFrom, noFacts } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const one = (param: Param): ModelEntry => entryOf({ params: { p: param } });

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
  const endless: MediaFacts = { kind: 'video', mime: 'video/mp4', bytes: 1e6, width: 1000, height: 800, fps: 30 };
  const videoFacts: MediaFacts = { ...endless, seconds: 5 };
  const CASES: readonly (readonly [string, Param, MediaFacts, boolean])[] = [
    ['fits', image, png, true],
    ['another name of a type', image, { ...png, mime: 'image/jpg' }, true],
    ['a type not taken', image, { ...png, mime: 'image/webp' }, false],
    ['another kind', image, videoFacts, false],
    ['exactly the size', image, { ...png, bytes: 10e6 }, true],
    ['one byte too large', image, { ...png, bytes: 10e6 + 1 }, false],
    ['the shorter side too short', image, { ...png, height: 255 }, false],
    ['the longer side too long', image, { ...png, width: 4097, height: 2000 }, false],
    ['too narrow', image, { ...png, width: 300, height: 1000 }, false],
    ['at the open bound', image, { ...png, width: 2500, height: 1000 }, false],
    ['too many pixels', image, { ...png, width: 4000, height: 3000 }, false],
    ['unreadable', image, { problem: 'The file does not exist.' }, false],
    ['unknown dimensions', image, { kind: 'image' }, true],
    ['a video that fits', video, videoFacts, true],
    ['noise of the container', video, { ...videoFacts, seconds: 10.03 }, true],
    ['too long', video, { ...videoFacts, seconds: 10.2 }, false],
    ['too short', video, { ...videoFacts, seconds: 2.5 }, false],
    ['possibly too long', video, { ...endless, secondsAtMost: 60 }, true],
    ['too short at most', video, { ...endless, secondsAtMost: 2.5 }, false],
    ['of unknown length', video, endless, true],
    ['too slow', video, { ...videoFacts, fps: 20 }, false]
  ];
  for (const [what, param, facts, fits] of CASES) {
    it(what, () => {
      const { issues } = evaluate(one(param), { p: 'file:///a' }, factsFrom({ 'file:///a': facts }));
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
    it(`${value} is ${fits ? 'accepted' : 'rejected'}${param.alsoAccepts === undefined ? '' : ' where documented'}`, () => {
      assert.equal(evaluate(one(param), { p: value }, noFacts).issues.length, fits ? 0 : 1);
    });
  }

  it('accepts two to four images or one video, never both', () => {
    const entry = catalog.entry('kling-3.0/video');
    assert.ok(entry);
    const facts = factsFrom({
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
