import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelSummary } from '../../../../../src/shared/form.ts';
import { matches, rank } from '../../../../../webview/components/picker/search.ts';
import { modelFinder } from '../../../../../webview/generate/model/modelOptions.ts';

test('rank: a name equal to the query comes before one that contains it', () => {
  const names = ['Topaz Image Upscale', 'Z-Image'];
  assert.ok(names.every(name => matches('z-image', name)));
  assert.deepEqual(
    names.toSorted((a, b) => rank('z-image', [a]) - rank('z-image', [b])),
    ['Z-Image', 'Topaz Image Upscale']
  );
  assert.deepEqual(
    [rank('seedream', ['Seedream 4.5']), rank('4.5', ['Seedream 4.5']), rank('eam', ['Seedream']), rank('', ['x'])],
    [1, 2, 3, 0]
  );
});

test('modelFinder: an alias finds an older model only without a replacement', () => {
  const model = (id: string, name: string, more: Partial<ModelSummary> = {}): ModelSummary => ({
    id,
    name,
    family: 'x',
    task: 'text-to-music',
    alsoTasks: [],
    output: 'audio',
    summary: '',
    status: 'current',
    ...more
  });
  const legacy = (id: string, name: string, successor?: string): ModelSummary =>
    model(id, name, { status: 'legacy', aliases: ['suno'], ...(successor === undefined ? {} : { successor }) });
  const present = model('music/suno-song', 'Suno Song');
  const found = (models: readonly ModelSummary[], query: string, showLegacy = false): readonly string[] =>
    modelFinder(models, { favorites: [], recent: [], showLegacy, fresh: [], last: {} })(query, '').flatMap(group =>
      group.options.map(({ key }) => key)
    );
  const same = legacy('/generate', 'Suno Song');
  assert.deepEqual(found([same, present], 'suno'), [present.id]);
  assert.deepEqual(found([legacy('/old', 'Old', present.id), present], 'suno'), [present.id]);
  assert.deepEqual(found([same], 'suno'), ['/generate']);
  assert.deepEqual(found([legacy('/other', 'Other'), present], 'suno'), ['/other', present.id]);
  assert.equal(found([same, present], '/generate')[0], '/generate');
  assert.deepEqual(found([same, present], 'suno', true), ['/generate', present.id]);
});
