import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../../../support/vscode/register.ts';
import { user } from '../../../../../support/vscode/vscode.ts';

const { pickPrompts } = await import('../../../../../../src/vscode/features/generate/requests/pickPrompts.ts');

async function promptsIn(file: string | Uint8Array | undefined): Promise<unknown> {
  user.file = typeof file === 'string' ? Buffer.from(file) : file;
  return pickPrompts({ source: 'file' });
}

const TWO = { prompts: ['a kite', 'a boat'], left: 0 };

test('prompts from a file: a byte order mark and Windows line ends are no part of them', async () => {
  assert.deepEqual(await promptsIn('\uFEFFa kite\r\n\r\na boat\r\n'), TWO);
  assert.deepEqual(await promptsIn(Buffer.from('\uFEFFa kite\r\na boat', 'utf16le')), TWO);
  assert.deepEqual(await promptsIn(Buffer.from('\uFEFFa kite\na boat', 'utf16le').swap16()), TWO);
  assert.deepEqual(await promptsIn('\uFEFF["a kite", "a boat"]'), TWO);
});

test('prompts from a file: those beyond one batch are counted', async () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `p${i}`);
  assert.deepEqual(await promptsIn(lines.join('\n')), { prompts: lines.slice(0, 20), left: 4980 });
});

test('prompts from a file: a canceled dialog changes nothing', async () => {
  assert.deepEqual(await promptsIn(undefined), { prompts: [], left: 0 });
});

const REFUSED: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['an empty file', '', 'No prompts found. Write one prompt per line.'],
  ['only a byte order mark', '\uFEFF', 'No prompts found. Write one prompt per line.'],
  ['blank lines', ' \r\n\t\r\n', 'No prompts found. Write one prompt per line.'],
  ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), "The file isn't plain text."],
  ['text with null characters', 'a\0b', "The file isn't plain text."],
  ['half a character of UTF-16', Buffer.from('fffe61', 'hex'), "The file isn't plain text."],
  ['a huge file', 'x'.repeat(1_000_001), 'The file is too large for a list of prompts.']
];
for (const [name, file, message] of REFUSED) {
  test(`prompts from a file: refuses ${name}`, () => assert.rejects(promptsIn(file), { message }));
}
