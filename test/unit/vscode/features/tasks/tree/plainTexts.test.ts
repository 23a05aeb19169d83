import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TreeItem } from 'vscode';
import { plainTexts } from '../../../../../../src/vscode/features/tasks/tree/plainTexts.ts';

test('plainTexts: a line shows hostile names as plain text', () => {
  const item: Pick<TreeItem, 'label' | 'description'> = {
    label: 'a\u202egnp.exe\n$(error) done',
    description: '[Open](command:kie.run)\u200b'
  };
  assert.deepEqual(plainTexts(item), { label: 'agnp.exe $ (error) done', description: '[Open] (command :kie.run)' });
  const spoken = plainTexts({ accessibilityInformation: { label: 'a\u202egnp.exe\nDone', role: 'treeitem' } });
  assert.deepEqual(spoken, { accessibilityInformation: { label: 'agnp.exe Done', role: 'treeitem' } });
  assert.deepEqual(plainTexts({ description: true }), { description: true });
});
