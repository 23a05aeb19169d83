import assert from 'node:assert/strict';
import { test } from 'node:test';
import { droppedName } from '../../../../src/core/files/droppedName.ts';

for (const [what, name, expected] of [
  ['Devanagari keeps its marks', 'हिन्दी.png', 'हिन्दी.png'],
  ['Thai keeps its marks', 'ภาพ.png', 'ภาพ.png'],
  ['decomposed letters are composed', 'cafe\u0301.png', 'caf\u00e9.png'],
  ['a family emoji keeps its joiners', '👨\u200d👩\u200d👧.png', '👨\u200d👩\u200d👧.png'],
  ['Persian keeps its non-joiner', 'می\u200cخواهم.png', 'می\u200cخواهم.png'],
  ['a heart keeps its variation selector', '❤\ufe0f.png', '❤\ufe0f.png'],
  ['a loose joiner goes', 'a\u200d.png', 'a.png'],
  ['direction overrides go', 'a\u202egnp.exe', 'a-gnp.exe'],
  ['a path is cut to its name', '../../etc/passwd.png', 'passwd.png'],
  ['a name that begins with a dot or dash', '.-rf.png', 'rf.png'],
  ['forbidden characters', 'a:b*c?.png', 'a-b-c-.png'],
  ['a device of Windows', 'CON.png', '_CON.png'],
  ['a dot at the end', 'a.png. .', 'a.png'],
  ['nothing left', '???', 'file'],
  ['an extension alone', '.png', 'png']
] as const) {
  test(`dropped name: ${what}`, () => assert.equal(droppedName(name), expected));
}

test('dropped name: a long one is cut between characters and keeps its extension', () => {
  const name = droppedName(`${'हिन्दी'.repeat(40)}.png`);
  assert.ok(Buffer.byteLength(name) <= 200);
  assert.match(name, /^(हिन्दी)+(हि|हिन्)?\.png$/);
});
