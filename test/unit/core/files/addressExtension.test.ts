import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressExtension } from '../../../../src/core/files/addressExtension.ts';

test('addressExtension: keeps extensions of media, documents and archives', () => {
  for (const extension of ['png', 'mp4', 'mp3', 'json', 'txt', 'md', 'srt', 'pdf', 'zip', 'glb', 'psd', 'pcm']) {
    assert.equal(addressExtension(`https://r.test/a.${extension}?x=1`), `.${extension}`);
    assert.equal(addressExtension(`https://r.test/a.${extension.toUpperCase()}`), `.${extension}`);
  }
});

test('addressExtension: makes every other extension neutral', () => {
  const active =
    'exe bat js html svg ts desktop scpt xll jnlp msix diagcab pkg run docm webloc deb ps1xml rpm xlsm pptm';
  for (const extension of active.split(' ')) {
    assert.equal(addressExtension(`https://r.test/a.${extension}`), `.${extension}.bin`);
  }
});

test('addressExtension: is .bin without an extension', () => {
  for (const address of ['https://r.test/a', 'https://r.test/a.bin', 'https://r.test/', 'no URL', '']) {
    assert.equal(addressExtension(address), '.bin');
  }
});
