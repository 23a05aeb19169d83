import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../../../support/vscode/register.ts';
import { Uri, user } from '../../../../../support/vscode/vscode.ts';

const { MediaSources } = await import('../../../../../../src/vscode/features/generate/media/media.ts');

const DATA = Buffer.from('abc');
/** The beginning of the SHA-256 of the data. */
const HASH = 'ba7816bf8f01cfea';

for (const [what, name, stored] of [
  ['Devanagari', 'हिन्दी.png', 'हिन्दी.png'],
  ['decomposed letters', 'cafe\u0301.png', 'caf\u00e9.png'],
  ['a family emoji', '👨\u200d👩\u200d👧.png', '👨\u200d👩\u200d👧.png'],
  ['a path', '../../.ssh/config.png', 'config.png'],
  ['direction overrides', 'a\u202egnp.exe', 'a-gnp.exe']
] as const) {
  test(`dropped file: a name with ${what} is stored in the folder of its content`, async () => {
    const sources = new MediaSources({} as never, new Uri('/storage') as never, () => []);
    user.written.clear();
    const { path } = await sources.store(name, DATA);
    assert.equal(path, `/storage/given/${HASH}/${stored}`);
    assert.deepEqual([...user.written], [[path, DATA]]);
  });
}
