import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { compareNaturally, extensionsFor, globFor, shownName } from '../../../../src/core/files/mediaFiles.ts';

test('compareNaturally: orders numbers by value, folder by folder', () => {
  const paths = ['/b/p1.png', '/a/p10.png', '/a/P3.png', '/a/p1.png', '/a/p01.png', '/a/p2.png', '/a b/p1.png'];
  const sorted = paths.map(path => ({ path })).toSorted(compareNaturally);
  assert.deepEqual(
    sorted.map(({ path }) => path),
    ['/a/p01.png', '/a/p1.png', '/a/p2.png', '/a/P3.png', '/a/p10.png', '/a b/p1.png', '/b/p1.png']
  );
});

test('extensionsFor: the file types that a parameter accepts', () => {
  for (const [kind, accept, extensions] of [
    ['image', [], ['png', 'jpg', 'jpeg', 'jpe', 'jfif', 'webp']],
    ['image', ['image/jpeg', 'image/png'], ['jpg', 'jpeg', 'jpe', 'jfif', 'png']],
    ['video', ['video/mp4', 'video/quicktime', 'video/x-matroska'], ['mp4', 'm4v', 'mov', 'mkv']],
    ['audio', ['audio/mpeg', 'audio/wav', 'audio/x-wav', 'audio/mp4'], ['mp3', 'wav', 'm4a']],
    ['image', ['image/bmp', 'image/tiff', 'image/heic'], ['bmp', 'tif', 'tiff', 'heic']],
    ['audio', ['audio/flac', 'audio/x-ms-wma', 'audio/m4a'], ['flac', 'wma', 'm4a']],
    ['audio', ['video/mp4', 'audio/*'], ['mp3', 'wav', 'm4a', 'aac', 'ogg']]
  ] as const) {
    assert.deepEqual(extensionsFor(kind, accept), extensions, accept.join());
  }
});

test('globFor: matches an extension in any case', () => {
  const glob = globFor(['png', '3gp']);
  assert.equal(glob, '**/*.{[pP][nN][gG],3[gG][pP]}');
  for (const name of ['b.Png', 'b.PNG', 'b.png', 'x/v.3Gp']) assert.ok(path.matchesGlob(name, glob), name);
  assert.ok(!path.matchesGlob('b.pngx', glob));
});

test('shownName: shows the last segment without what hides or reverses it', () => {
  assert.equal(shownName('/a/photo\u202egpj.exe'), 'photogpj.exe');
  assert.equal(shownName('C:\\a\\[x](command:y)\u200b.png'), '[x] (command :y).png');
  assert.equal(shownName('/a/b/$(trash)\nall \x1b[31m.png'), '$ (trash) all [31m.png');
  for (const name of ['family 👨‍👩‍👧.png', 'می‌خواهم.jpg', 'हिन्दी.mp4']) assert.equal(shownName(`/a/${name}`), name);
});
