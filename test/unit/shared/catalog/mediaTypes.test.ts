import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mimeOf } from '../../../../src/core/kie/transfer/upload.ts';
import { signatureOf } from '../../../../src/core/files/signatures.ts';
import {
  commonExtensions,
  extensionsOfType,
  kindOfAddress,
  kindOfName,
  mimeOfName,
  plainType,
  typesCalled
} from '../../../../src/shared/catalog/mediaTypes.ts';
import { extensionsFor } from '../../../../src/core/files/mediaFiles.ts';
import type { MediaKind, Param } from '../../../../src/shared/model.ts';
import { builtCatalog } from '../../../support/models/testCatalog.ts';

const KINDS = ['image', 'video', 'audio'] as const;
const catalog = await builtCatalog();

/** Returns every MIME type that a parameter accepts or rejects, at any depth. */
function typesIn(param: Param): readonly string[] {
  const inner = [param.items, ...Object.values(param.properties ?? {}), ...(param.oneOf ?? []), ...(param.anyOf ?? [])];
  const refused = (param.limits?.['refused'] as readonly string[] | undefined) ?? [];
  return [...(param.accept ?? []), ...refused, ...inner.flatMap(one => (one ? typesIn(one) : []))];
}

test('media types: every type of the catalog has extensions, uploaded as that type', () => {
  const named = new Set(catalog.entries.flatMap(({ params }) => Object.values(params).flatMap(typesIn)));
  assert.ok(named.size > 15);
  for (const type of named) {
    for (const extension of extensionsOfType(type)) assert.equal(mimeOf(`a.${extension}`), plainType(type), type);
  }
});

test('media types: kind and type of a file follow its name in any case', () => {
  for (const [name, kind, mime] of [
    ['a.PNG', 'image', 'image/png'],
    ['/tmp/x.y/b.jpeg', 'image', 'image/jpeg'],
    ['scan.bmp', 'image', 'image/bmp'],
    ['photo.Jfif', 'image', 'image/jpeg'],
    ['photo.jpe', 'image', 'image/jpeg'],
    ['phone.3GP', 'video', 'video/3gpp'],
    ['old.mpg', 'video', 'video/mpeg'],
    ['b.mkv', 'video', 'video/x-matroska'],
    ['c.flac', 'audio', 'audio/flac'],
    ['v.m2ts', 'video', 'video/mp2t'],
    ['v.WMV', 'video', 'video/x-ms-wmv'],
    ['v.flv', 'video', 'video/x-flv'],
    ['v.ogv', 'video', 'video/ogg'],
    ['c.aiff', 'audio', 'audio/aiff'],
    ['c.amr', 'audio', 'audio/amr'],
    ['source.ts', undefined, undefined],
    ['c.opus', 'audio', 'audio/ogg'],
    ['d.txt', undefined, undefined],
    ['png', undefined, undefined],
    ['folder.png/file', undefined, undefined]
  ] as const) {
    assert.deepEqual([kindOfName(name), mimeOfName(name)], [kind, mime], name);
  }
  assert.equal(mimeOf('d.txt'), 'application/octet-stream');
});

test('media types: a type has one canonical name', () => {
  for (const [given, plain] of [
    ['image/JPG', 'image/jpeg'],
    ['audio/ogg; codecs=opus', 'audio/ogg'],
    ['audio/vnd.wave', 'audio/wav'],
    ['video/x-m4v', 'video/mp4'],
    ['font/woff', 'font/woff']
  ] as const) {
    assert.equal(plainType(given), plain);
  }
});

test('media types: names in descriptions are types of the given kind', () => {
  for (const [word, kind, types] of [
    ['mov', 'video', ['video/quicktime']],
    ['quicktime', 'video', ['video/quicktime']],
    ['mpeg', 'audio', ['audio/mpeg']],
    ['mp4', 'video', ['video/mp4']],
    ['mp4', 'audio', ['audio/mp4']],
    ['x-wav', 'audio', ['audio/wav']],
    ['bmp', 'image', ['image/bmp']],
    ['png', 'audio', []],
    ['formats', 'image', []]
  ] as const satisfies readonly (readonly [string, MediaKind, readonly string[]])[]) {
    assert.deepEqual(typesCalled(word, kind), types, `${word} ${kind}`);
  }
});

test('menus: offer the rarer extensions of common types', () => {
  for (const [kind, extensions] of [
    ['image', ['jfif', 'jpe']],
    ['video', ['3gp', 'mpg', 'mpeg', 'm4v']]
  ] as const) {
    for (const extension of extensions) assert.ok(commonExtensions(kind).includes(extension), extension);
  }
});

test('media types: extensions of menus have the kind of the menu', () => {
  for (const kind of KINDS) {
    const common = commonExtensions(kind);
    assert.ok(common.length > 2);
    for (const extension of common) assert.equal(kindOfName(`a.${extension}`), kind, extension);
  }
});

test('media types: types found by signature are in the table', () => {
  for (const head of ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF8', 'BM', 'II*\0', 'fLaC', 'ID3', 'RIFF....WAVE']) {
    const { mime = '', ext = '' } = signatureOf(Buffer.from(head.padEnd(16, '\0'), 'latin1')) ?? {};
    assert.equal(mimeOfName(`a.${ext}`), plainType(mime), ext);
  }
});

test('media types: result-only formats are in no menu and no default picker', () => {
  for (const extension of ['m2ts', 'mts', 'wmv', 'asf', 'flv', 'ogv', 'aif', 'caf', 'amr', 'au']) {
    for (const kind of KINDS) {
      assert.ok(!commonExtensions(kind).includes(extension), extension);
      assert.ok(!extensionsFor(kind, []).includes(extension), extension);
    }
  }
  assert.deepEqual(extensionsFor('video', ['video/x-ms-wmv']), ['wmv', 'asf'], 'offered where it is documented');
});

test('media types: videos and audio are recognized by their saved extension', () => {
  for (const [head, kind] of [
    ['FLV\x01', 'video'],
    ['\x47'.padEnd(188, '\0').repeat(4), 'video'],
    ['0&\xb2u\x8ef\xcf\x11\xa6\xd9', 'audio'],
    ['FORM....AIFF', 'audio'],
    ['caff', 'audio'],
    ['.snd', 'audio'],
    ['#!AMR', 'audio'],
    ['RIFF....AVI ', 'video']
  ] as const) {
    const { ext = '' } = signatureOf(Buffer.from(head.padEnd(16, '\0'), 'latin1')) ?? {};
    assert.equal(kindOfName(`a.${ext}`), kind, head);
  }
});

test('media types: a URL that ends in .ts is a video', () => {
  assert.equal(kindOfAddress('https://r.test/a/v.ts?sig=1#x'), 'video');
  assert.equal(kindOfAddress('https://r.test/v.PNG?name=a.mp4'), 'image');
  assert.equal(kindOfAddress('https://r.test/v'), undefined);
});
