import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelSummary } from '../../../../../src/shared/form.ts';
import '../../../../support/vscode/register.ts';
import { user } from '../../../../support/vscode/vscode.ts';

const { pickModel } = await import('../../../../../src/vscode/common/input/modelPicker.ts');

const cell = { get: () => [] } as never;
const model = (index: number): ModelSummary => ({
  ...{ id: `m${index}`, name: `Banana ${index}`, family: 'x', task: 'text-to-image', alsoTasks: [], output: 'image' },
  ...{ summary: '', status: 'current' }
});

async function similarTitle(count: number): Promise<string | undefined> {
  user.inputs.length = 0;
  user.choices = [undefined];
  const models = Array.from({ length: count }, (_, index) => model(index));
  const picked = pickModel({ favoriteModels: cell, recentModels: cell }, models, { placeholder: 'Model' });
  user.inputs[0]?.type('bananna');
  await picked;
  const items = (user.inputs[0]?.items ?? []) as readonly { readonly label: string; readonly kind?: number }[];
  return items.filter(({ kind }) => kind === -1).at(-1)?.label;
}

test('model picker: counts the similar models only when some are left out', async () => {
  assert.equal(await similarTitle(12), 'Similar');
  assert.equal(await similarTitle(30), 'Similar · 12 of 30');
});
