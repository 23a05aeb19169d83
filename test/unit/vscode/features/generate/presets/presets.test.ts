import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelEntry } from '../../../../../support/models/modelEntry.ts';
import '../../../../../support/vscode/register.ts';
import { user } from '../../../../../support/vscode/vscode.ts';

const { savePreset } = await import('../../../../../../src/vscode/features/generate/presets/presets.ts');

test('preset: Enter with nothing selected asks again with the reason', async () => {
  user.choices = [[], [], undefined];
  await savePreset(modelEntry({ id: 'A', params: { prompt: { type: 'string' } } }), { prompt: 'a kite' });
  const again = 'Select at least one value to include';
  assert.deepEqual(user.placeholders, ['Values to include', again, again]);
  assert.equal(user.choices.length, 0);
});
