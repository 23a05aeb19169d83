import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { ResultItem } from '../../../../src/core/kie/taskRecord.ts';
import { DeadAddressError, FileError, InvalidRequestError } from '../../../../src/core/http/errors/errors.ts';
import { FakeKie, PNG_IMAGE, imageResult, rejection } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const dead = new DeadAddressError('The address has expired.', { code: 403, remedy: 'retry', accepted: 'no' });

test('save: never overwrites an existing file', OPTIONS, async t => {
  const fixture = new EngineFixture(t, new FakeKie());
  await fs.mkdir(fixture.out);
  for (const name of ['a-red-fox.png', 'a-red-fox-2.png']) await fs.writeFile(path.join(fixture.out, name), 'mine');
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  const task = await fixture.waitForEnd(window, localId);
  assert.equal(task.results[0]?.path, path.join(fixture.out, 'a-red-fox-3.png'));
  assert.deepEqual(await fixture.files(), ['a-red-fox-2.png', 'a-red-fox-3.png', 'a-red-fox.png']);
  assert.equal(await fs.readFile(path.join(fixture.out, 'a-red-fox.png'), 'utf8'), 'mine');
});

test('save: several results and extra files get different names', OPTIONS, async t => {
  const kie = new FakeKie();
  const results: ResultItem[] = [
    { kind: 'image', url: 'https://r.test/1' },
    { kind: 'image', url: 'https://r.test/2' },
    { kind: 'image', url: 'https://r.test/3', role: 'last-frame' }
  ];
  kie.onRecord = () => ({ state: 'success', results });
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(
    fixture.intent({ saveTo: { folder: fixture.out, stem: 'photo.new' } })
  );
  await fixture.waitForEnd(window, localId);
  assert.deepEqual(await fixture.files(), ['photo.new-2.png', 'photo.new-last-frame.png', 'photo.new.png']);
});

test('download: an expired URL is renewed once', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onDownload = n => (n === 1 ? dead : PNG_IMAGE);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.deepEqual(kie.renewals, ['https://r.test/a.png']);
  assert.deepEqual(kie.downloads, ['https://r.test/a.png', 'https://r.test/a.png?fresh']);
});

interface Failure {
  readonly name: string;
  readonly arrange: (kie: FakeKie) => void;
  readonly message: RegExp;
  readonly remedy: string;
  readonly downloads: number;
}

const disk = (code: string): FileError =>
  new FileError('The file cannot be written.', {
    remedy: 'choose-folder',
    accepted: 'no',
    cause: Object.assign(new Error(code), { code })
  });

const FAILURES: readonly Failure[] = [
  {
    name: 'expired URL',
    arrange: kie => (kie.onDownload = () => dead),
    message: /expired/,
    remedy: 'retry',
    downloads: 2
  },
  {
    name: 'expired URL of another host',
    arrange: kie => {
      kie.onDownload = () => dead;
      kie.onRenewal = () => new InvalidRequestError('Not ours.', { code: 422, remedy: 'fix-input', accepted: 'no' });
    },
    message: /expired/,
    remedy: 'retry',
    downloads: 1
  },
  {
    name: 'error page',
    arrange: kie => (kie.onDownload = () => '<!doctype html><h1>Sorry</h1>'),
    message: /Expected an image but received text\/html/,
    remedy: 'retry',
    downloads: 1
  },
  {
    name: 'JSON error',
    arrange: kie => (kie.onDownload = () => '{"code":500}'),
    message: /Expected an image but received application\/json/,
    remedy: 'retry',
    downloads: 1
  },
  {
    name: 'empty body',
    arrange: kie => (kie.onDownload = () => ''),
    message: /is empty/,
    remedy: 'retry',
    downloads: 1
  },
  {
    name: 'untrusted certificate',
    arrange: kie => (kie.onDownload = () => rejection({ remedy: 'check-network' })),
    message: /Rejected by KIE/,
    remedy: 'check-network',
    downloads: 1
  },
  ...(
    [
      ['ENOSPC', /disk is full/],
      ['EACCES', /not writable/],
      ['EROFS', /not writable/],
      ['ENAMETOOLONG', /path is too long/],
      ['ENOENT', /does not exist/]
    ] as const
  ).map(([code, message]) => ({
    name: code,
    arrange: (kie: FakeKie) => void (kie.onDownload = () => disk(code)),
    message,
    remedy: 'choose-folder',
    downloads: 1
  }))
];

for (const { name, arrange, message, remedy, downloads } of FAILURES) {
  test(`download: ${name} leaves no file and can be resumed`, OPTIONS, async t => {
    const kie = new FakeKie();
    arrange(kie);
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    const task = await fixture.waitForEnd(window, localId);
    assert.equal(task.state, 'uncollected');
    assert.match(task.error?.message ?? '', message);
    assert.equal(task.error?.remedy, remedy);
    assert.equal(kie.downloads.length, downloads);
    assert.deepEqual(await fixture.files(), []);
    kie.onDownload = () => PNG_IMAGE;
    window.engine.tasks.resume(localId);
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
    assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
    assert.equal(window.engine.tasks.get(localId)?.error, undefined);
    assert.equal(kie.posts.length, 1);
  });
}

test('resume: downloads only the result that failed', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => imageResult('https://r.test/a', 'https://r.test/b');
  kie.onDownload = (_, url) => (url.endsWith('b') ? rejection() : PNG_IMAGE);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, ...task.results.map(result => result.state)], ['uncollected', 'saved', 'failed']);
  kie.onDownload = () => PNG_IMAGE;
  window.engine.tasks.resume(localId);
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.deepEqual(kie.downloads.map(url => url.at(-1)).sort(), ['a', 'b', 'b'], 'the first two at the same time');
});

test('resume: saves to another folder when the first cannot be created', OPTIONS, async t => {
  const fixture = new EngineFixture(t, new FakeKie());
  await fs.writeFile(path.join(fixture.dir, 'file'), '');
  const window = await fixture.openWindow();
  const saveTo = { folder: path.join(fixture.dir, 'file', 'under'), template: '${prompt}' };
  const { localId } = await window.engine.tasks.start(fixture.intent({ saveTo }));
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, task.error?.remedy], ['uncollected', 'choose-folder']);
  window.engine.tasks.resume(localId, { folder: fixture.out, template: 'here' });
  await fixture.waitForEnd(window, localId);
  assert.deepEqual(await fixture.files(), ['here.png']);
});

const TEXTS: readonly (readonly [ResultItem['kind'], string, string])[] = [
  ['text', 'Just words.', 'a-red-fox.txt'],
  ['text', '# Title\n\n- one\n- two', 'a-red-fox.md'],
  ['json', '{"a":1}', 'a-red-fox.json']
];

for (const [kind, text, name] of TEXTS) {
  test(`save: ${kind} in the response becomes ${name}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onRecord = () => ({ state: 'success', results: [{ kind, text }] });
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'words' }));
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
    assert.equal(await fs.readFile(path.join(fixture.out, name), 'utf8'), text);
    assert.equal(kie.downloads.length, 0);
  });
}

const VIDEO = await fs.readFile(path.join(import.meta.dirname, '../../../sample/clip.mp4'));
const AUDIO = await fs.readFile(path.join(import.meta.dirname, '../../../sample/melody.mp3'));

/** Address, role, content, saved name; undefined if rejected. KIE declares all of them as images. */
const GUESSED: readonly (readonly [string, string | undefined, Uint8Array | string, string | undefined])[] = [
  ['https://r.test/a', undefined, VIDEO, 'a-red-fox.mp4'],
  ['https://r.test/a?x=1.png', undefined, AUDIO, 'a-red-fox.mp3'],
  ['https://r.test/a', 'first-frame', VIDEO, undefined],
  ['https://r.test/a.png', undefined, VIDEO, undefined],
  ['https://r.test/a', undefined, '<html>busy</html>', undefined],
  ['https://r.test/a', undefined, '{"code":500}', undefined]
];

for (const [url, role, content, name] of GUESSED) {
  const end = name ?? 'rejected';
  test(`save: ${url} (${role ?? 'main'}) with ${String(content).slice(0, 5)}: ${end}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onRecord = () => ({
      state: 'success',
      results: [{ kind: 'image', url, ...(role === undefined ? {} : { role }) }]
    });
    kie.onDownload = () => content;
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual([task.state, await fixture.files()], name === undefined ? ['uncollected', []] : ['done', [name]]);
    if (name !== undefined) assert.equal(task.results[0]?.kind, name.endsWith('mp4') ? 'video' : 'audio');
  });
}
