import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelEntry } from '../../../../../support/models/modelEntry.ts';
import '../../../../../support/vscode/register.ts';
import { QuickInputButtons, user } from '../../../../../support/vscode/vscode.ts';

const { savePreset } = await import('../../../../../../src/vscode/features/generate/presets/presets.ts');

const entry = modelEntry({ id: 'A', params: { prompt: { type: 'string' }, seed: { type: 'integer' } } });
const save = async (choices: readonly unknown[]): Promise<unknown> => {
  user.choices = [...choices];
  user.placeholders = [];
  user.settings.clear();
  await savePreset(entry, { prompt: 'a kite', seed: 7 });
  assert.equal(user.choices.length, 0, 'every choice was asked for');
  return user.settings.get('kie.presets');
};
/** The place is chosen as VS Code does it: by one of the items of the list. */
const firstPlace = (): readonly unknown[] => [{ scope: 'user', all: false }];

test('preset: Enter with nothing selected keeps the list open with the reason', async () => {
  assert.equal(await save([[], [], undefined]), undefined);
  const again = 'Select at least one value to include';
  assert.deepEqual(user.placeholders, ['Values to include', again, again]);
});

test('preset: has the values, the name and the model', async () => {
  const stored = await save([true, ' Lucky ', firstPlace()]);
  assert.deepEqual(stored, [{ name: 'Lucky', model: 'A', values: { seed: 7 } }]);
});

test('preset: Back returns to the answers given before', async () => {
  const { Back } = QuickInputButtons;
  const prompt = [{ name: 'prompt' }];
  // The name and the selection were entered once, and accepted as they are after Back.
  const stored = await save([prompt, 'Kite', Back, Back, true, true, firstPlace()]);
  assert.deepEqual(stored, [{ name: 'Kite', model: 'A', values: { prompt: 'a kite' } }]);
  const name = 'Preset name';
  const values = 'Values to include';
  assert.deepEqual(user.placeholders, [values, name, 'Save to', name, values, name, 'Save to']);
});

test('preset: an empty name is not accepted', async () => {
  assert.equal(await save([true, '  ', undefined]), undefined);
});
