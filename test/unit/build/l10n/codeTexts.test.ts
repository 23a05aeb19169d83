import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeTexts } from '../../../../src/build/l10n/codeTexts.ts';

const keysOf = (text: string): readonly string[] => codeTexts('a.ts', text).keys;

test('codeTexts: finds texts of both modules, in calls, templates and choices', () => {
  assert.deepEqual(keysOf("vscode.l10n.t('One {0}', 1); l10n.t(`Two`); t('Three');"), ['One {0}', 'Two']);
  assert.deepEqual(keysOf("html`<p>${l10n.t('One')}</p>${x ? html`${l10n.t('Two')}` : ''}`;"), ['One', 'Two']);
  assert.deepEqual(keysOf("l10n.t(x ? 'One' : 'Two');"), ['One', 'Two']);
});

test('codeTexts: appends comments to the key as VS Code does', () => {
  assert.deepEqual(keysOf("l10n.t({ message: 'Run', comment: ['A verb'] });"), ['Run/A verb']);
  assert.deepEqual(keysOf("l10n.t({ message: 'Run', comment: 'A verb', args: [1] });"), ['Run/A verb']);
});

test('codeTexts: reports calls whose text is not a literal', () => {
  const { keys, problems } = codeTexts('a.ts', 'const x = 1;\nl10n.t(text);\nl10n.t(`a ${x}`);');
  assert.deepEqual(keys, []);
  assert.deepEqual(problems, ['a.ts:2: l10n.t(text)', 'a.ts:3: l10n.t(`a ${x}`)']);
});
