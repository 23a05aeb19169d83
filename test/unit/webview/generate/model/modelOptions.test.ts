import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ModelSummary } from '../../../../../src/shared/form.ts';
import { modelFinder } from '../../../../../webview/generate/model/modelOptions.ts';

const model = (id: string, more: Partial<ModelSummary> = {}): ModelSummary => ({
  ...{ id, name: id, family: 'Clip', task: 'text-to-image', alsoTasks: [], output: 'image', summary: '' },
  ...{ status: 'current', ...more }
});
const since = Date.parse('2026-10-07T12:00:00Z');
const models = [model('gone', { unlistedSince: since }), model('weak'), model('good')];
const picker = { favorites: [], recent: [], fresh: [], last: {}, showLegacy: false };
const options = (word: 'unstable' | 'good', query = '') =>
  modelFinder(models, picker, { id: 'weak', word, failed: 30, rates: [90, null, 70] })(query, '').flatMap(
    group => group.options
  );

it('modelFinder: the model of the form has the word for its success rate', () => {
  const badges = (word: 'unstable' | 'good') => options(word).map(({ key, badges: found }) => [key, found?.[0]]);
  assert.deepEqual(badges('unstable'), [
    ['weak', 'Unstable'],
    ['good', undefined],
    ['gone', 'not listed']
  ]);
  assert.equal(badges('good')[0]?.[1], undefined);
});

it('modelFinder: the details of a weak model have its failures and a chart', () => {
  const [weak, good] = options('unstable');
  assert.match(weak?.note ?? '', /KIE reports that 30 % of runs failed in the last hour\./);
  assert.deepEqual(weak?.chart?.rates, [90, null, 70]);
  assert.deepEqual([good?.note, good?.chart], ['', undefined]);
});

it('modelFinder: an unlisted model comes last, with its date and replacement', () => {
  for (const query of ['', 'clip']) {
    const last = options('good', query).at(-1);
    assert.equal(last?.key, 'gone');
    assert.equal(last.detail, 'not listed since 10/7/2026 · Text to image · Use weak instead');
  }
});

it('modelFinder: a live model is marked as new, and its note names the origin', () => {
  const live = model('dreamforge', { live: true, summary: 'Draws.' });
  const [option] =
    modelFinder([live], { ...picker, fresh: ['dreamforge'] }, undefined)('dreamforge', '')[0]?.options ?? [];
  assert.deepEqual(option?.badges, ['new']);
  assert.equal(option.note, "Read from KIE's definition. Draws.");
});
