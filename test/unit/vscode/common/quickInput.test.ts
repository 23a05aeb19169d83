import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { assertPlain, HOSTILE } from '../../../support/vscode/hostileTexts.ts';
import { user } from '../../../support/vscode/vscode.ts';

const { createInput, createPick, showInput, showPick, showPicks } =
  await import('../../../../src/vscode/common/quickInput.ts');

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

/** The texts of an object of VS Code, also those of its items. */
const textsOf = (shown: object): readonly string[] =>
  Object.entries(shown).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'value') return [];
    if (Array.isArray(value)) return value.flatMap((item: object) => textsOf(item));
    return typeof value === 'string' ? [value] : [];
  });

for (const [what, text] of Object.entries(HOSTILE)) {
  const item = { label: text, description: text, detail: text };
  const texts = { title: text, prompt: text, placeholder: text };

  test(`quick input of one call: ${what} is plain text in all its texts`, async () => {
    user.lists.length = user.options.length = 0;
    await showInput({ title: text, prompt: text, placeHolder: text, value: text, validateInput: () => text });
    const [box] = user.options as { readonly value: string; validateInput(value: string): string }[];
    assert.equal(box?.value, text);
    assertPlain(box.validateInput(''), 1_000);
    await showPick([item], { title: text, placeHolder: text });
    await showPick(Promise.resolve([item]), { title: text, placeHolder: text });
    await showPicks([item], { title: text, placeHolder: text });
    const shown = [...user.options, ...user.lists.flat()].flatMap(each => textsOf(each as object));
    assert.equal(shown.length, 3 + 3 * 2 + 3 * 3);
    for (const each of shown) assertPlain(each, 1_000);
  });

  test(`quick input object: ${what} is plain text in all its texts`, () => {
    user.inputs.length = 0;
    Object.assign(createInput(), texts, { value: text, validationMessage: text });
    Object.assign(createPick(), texts, { value: text, items: [item] });
    assert.deepEqual(
      user.inputs.map(({ value }) => value),
      [text, text]
    );
    const shown = user.inputs.flatMap(textsOf);
    assert.equal(shown.length, 4 + 3 + 3);
    for (const each of shown) assertPlain(each, 1_000);
  });
}
