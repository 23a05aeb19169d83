import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { user } from '../../../support/vscode/vscode.ts';

const { showPick, showPicks } = await import('../../../../src/vscode/common/quickInput.ts');

test('quick pick: an icon is only what its item names, never a part of its texts', async () => {
  const items = [
    { icon: 'play', label: 'Run' },
    { label: '$(warning) a.png', description: '$(zap) b', detail: '[c](command:d)\u202e' },
    { icon: 'add', label: '$(trash) Delete' }
  ];
  const chosen = await showPick(items);
  assert.equal(chosen, items[0]);
  const shown = user.lists.at(-1) as readonly { label: string; description?: string; detail?: string }[];
  assert.deepEqual(
    shown.map(({ label }) => label),
    ['$(play) Run', '$ (warning) a.png', '$(add) $ (trash) Delete']
  );
  assert.deepEqual([shown[1]?.description, shown[1]?.detail], ['$ (zap) b', '[c] (command :d)']);
});

test('quick pick of several: names stay plain text', async () => {
  await showPicks([{ label: '$(check) all\u200b' }]);
  const [shown] = user.lists.at(-1) as readonly { label: string }[];
  assert.equal(shown?.label, '$ (check) all');
});
