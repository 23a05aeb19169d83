import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { completenessOf } from '../../../../../src/core/files/completeness.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-json-'));
after(() => fs.rm(dir, { recursive: true }));

async function of(content: string | Buffer): Promise<string> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  return completenessOf(file);
}

const WHOLE = JSON.stringify({ layers: [{ x: 1.5e-7, name: 'a "quoted" \\ }]', on: true, of: null }, {}, []] });

test('json: complete with its last bracket', async () => {
  for (const text of [WHOLE, `\ufeff \n${WHOLE}\n\n`, '[]', '{}', JSON.stringify(JSON.parse(WHOLE), null, 2)]) {
    assert.equal(await of(text), 'complete', text);
  }
});

test('json: truncated wherever it is cut', async () => {
  for (let end = 1; end < WHOLE.length; end++) {
    assert.equal(await of(WHOLE.slice(0, end)), 'truncated', WHOLE.slice(0, end));
  }
});

test('json: a large file is scanned to its end', async () => {
  const large = JSON.stringify(Array.from({ length: 50_000 }, (_, n) => ({ n, text: 'ф"\\'.repeat(3) })));
  assert.equal(await of(large), 'complete');
  assert.equal(await of(large.slice(0, -1)), 'truncated');
});

for (const text of [
  '[Verse 1]\nShe is 5" tall {and',
  '[1] A footnote: 5"',
  '{name} is open, [and',
  '{"a":1}\n{"b":',
  '{"a":"line\nbreak',
  '"text',
  'text { [',
  ''
]) {
  test(`json: unknown for ${JSON.stringify(text)}`, async () => assert.equal(await of(text), 'unknown'));
}
