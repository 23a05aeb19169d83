import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { ResultItem } from '../../../src/core/kie/taskRecord.ts';
import { DeadAddressError, FileError, InvalidRequestError } from '../../../src/core/http/errors/errors.ts';
import { FakeKie, PICTURE, picture, refusal } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const dead = new DeadAddressError('The address has expired.', { code: 403, remedy: 'retry', accepted: 'no' });

test('a file that is there is never overwritten', OPTIONS, async t => {
  const world = new World(t, new FakeKie());
  await fs.mkdir(world.out);
  for (const name of ['a-red-fox.png', 'a-red-fox-2.png']) await fs.writeFile(path.join(world.out, name), 'mine');
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  const task = await world.ends(window, localId);
  assert.equal(task.results[0]?.path, path.join(world.out, 'a-red-fox-3.png'));
  assert.deepEqual(await world.files(), ['a-red-fox-2.png', 'a-red-fox-3.png', 'a-red-fox.png']);
  assert.equal(await fs.readFile(path.join(world.out, 'a-red-fox.png'), 'utf8'), 'mine');
});

test('several results and extra files get names of their own', OPTIONS, async t => {
  const kie = new FakeKie();
  const results: ResultItem[] = [
    { kind: 'image', url: 'https://r.test/1' },
    { kind: 'image', url: 'https://r.test/2' },
    { kind: 'image', url: 'https://r.test/3', role: 'last-frame' }
  ];
  kie.onRecord = () => ({ state: 'success', results });
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(
    world.intent({ saveTo: { folder: world.out, stem: 'photo.new' } })
  );
  await world.ends(window, localId);
  assert.deepEqual(await world.files(), ['photo.new-2.png', 'photo.new-last-frame.png', 'photo.new.png']);
});

test('a dead address is made new once', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onDownload = n => (n === 1 ? dead : PICTURE);
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  assert.equal((await world.ends(window, localId)).state, 'done');
  assert.deepEqual(kie.remints, ['https://r.test/a.png']);
  assert.deepEqual(kie.downloads, ['https://r.test/a.png', 'https://r.test/a.png?fresh']);
});

interface Trouble {
  readonly name: string;
  readonly arrange: (kie: FakeKie) => void;
  readonly says: RegExp;
  readonly remedy: string;
  readonly downloads: number;
}

const disk = (code: string): FileError =>
  new FileError('The file cannot be written.', {
    remedy: 'choose-folder',
    accepted: 'no',
    cause: Object.assign(new Error(code), { code })
  });

const TROUBLES: readonly Trouble[] = [
  {
    name: 'the address stays dead',
    arrange: kie => (kie.onDownload = () => dead),
    says: /expired/,
    remedy: 'retry',
    downloads: 2
  },
  {
    name: 'a dead address of no KIE file',
    arrange: kie => {
      kie.onDownload = () => dead;
      kie.onRemint = () => new InvalidRequestError('Not ours.', { code: 422, remedy: 'fix-input', accepted: 'no' });
    },
    says: /expired/,
    remedy: 'retry',
    downloads: 1
  },
  {
    name: 'an error page',
    arrange: kie => (kie.onDownload = () => '<!doctype html><h1>Sorry</h1>'),
    says: /Expected image but received text\/html/,
    remedy: 'retry',
    downloads: 1
  },
  {
    name: 'an error in JSON',
    arrange: kie => (kie.onDownload = () => '{"code":500}'),
    says: /Expected image but received application\/json/,
    remedy: 'retry',
    downloads: 1
  },
  { name: 'nothing', arrange: kie => (kie.onDownload = () => ''), says: /is empty/, remedy: 'retry', downloads: 1 },
  {
    name: 'a certificate that is not trusted',
    arrange: kie => (kie.onDownload = () => refusal({ remedy: 'check-network' })),
    says: /KIE said no/,
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
  ).map(([code, says]) => ({
    name: code,
    arrange: (kie: FakeKie) => void (kie.onDownload = () => disk(code)),
    says,
    remedy: 'choose-folder',
    downloads: 1
  }))
];

for (const { name, arrange, says, remedy, downloads } of TROUBLES) {
  test(`${name}: not saved, told, no traces, and collected later`, OPTIONS, async t => {
    const kie = new FakeKie();
    arrange(kie);
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent());
    const task = await world.ends(window, localId);
    assert.equal(task.state, 'uncollected');
    assert.match(task.error?.message ?? '', says);
    assert.equal(task.error?.remedy, remedy);
    assert.equal(kie.downloads.length, downloads);
    assert.deepEqual(await world.files(), []);
    kie.onDownload = () => PICTURE;
    window.engine.tasks.resume(localId);
    assert.equal((await world.ends(window, localId)).state, 'done');
    assert.deepEqual(await world.files(), ['a-red-fox.png']);
    assert.equal(window.engine.tasks.get(localId)?.error, undefined);
    assert.equal(kie.posts.length, 1);
  });
}

test('when one of two fails, the other is saved, and later only the missing one is fetched', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => picture('https://r.test/a', 'https://r.test/b');
  kie.onDownload = (_, url) => (url.endsWith('b') ? refusal() : PICTURE);
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  const task = await world.ends(window, localId);
  assert.deepEqual([task.state, ...task.results.map(result => result.state)], ['uncollected', 'saved', 'failed']);
  kie.onDownload = () => PICTURE;
  window.engine.tasks.resume(localId);
  assert.equal((await world.ends(window, localId)).state, 'done');
  assert.deepEqual(
    kie.downloads.map(url => url.at(-1)),
    ['a', 'b', 'b']
  );
});

test('a folder that cannot be made: another one is chosen', OPTIONS, async t => {
  const world = new World(t, new FakeKie());
  await fs.writeFile(path.join(world.dir, 'file'), '');
  const window = await world.open();
  const saveTo = { folder: path.join(world.dir, 'file', 'under'), template: '${prompt}' };
  const { localId } = await window.engine.tasks.start(world.intent({ saveTo }));
  const task = await world.ends(window, localId);
  assert.deepEqual([task.state, task.error?.remedy], ['uncollected', 'choose-folder']);
  window.engine.tasks.resume(localId, { folder: world.out, template: 'here' });
  await world.ends(window, localId);
  assert.deepEqual(await world.files(), ['here.png']);
});

const TEXTS: readonly (readonly [ResultItem['kind'], string, string])[] = [
  ['text', 'Just words.', 'a-red-fox.txt'],
  ['text', '# Title\n\n- one\n- two', 'a-red-fox.md'],
  ['json', '{"a":1}', 'a-red-fox.json']
];

for (const [kind, text, name] of TEXTS) {
  test(`${kind} inside the answer becomes ${name}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onRecord = () => ({ state: 'success', results: [{ kind, text }] });
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent({ model: 'words' }));
    assert.equal((await world.ends(window, localId)).state, 'done');
    assert.equal(await fs.readFile(path.join(world.out, name), 'utf8'), text);
    assert.equal(kie.downloads.length, 0);
  });
}

const CLIP = await fs.readFile(path.join(import.meta.dirname, '../../sample/clip.mp4'));
const SOUND = await fs.readFile(path.join(import.meta.dirname, '../../sample/melody.mp3'));

/** Address, role, content, saved name; undefined if rejected. KIE declares all of them as images. */
const GUESSED: readonly (readonly [string, string | undefined, Uint8Array | string, string | undefined])[] = [
  ['https://r.test/a', undefined, CLIP, 'a-red-fox.mp4'],
  ['https://r.test/a?x=1.png', undefined, SOUND, 'a-red-fox.mp3'],
  ['https://r.test/a', 'first-frame', CLIP, undefined],
  ['https://r.test/a.png', undefined, CLIP, undefined],
  ['https://r.test/a', undefined, '<html>busy</html>', undefined],
  ['https://r.test/a', undefined, '{"code":500}', undefined]
];

for (const [url, role, content, name] of GUESSED) {
  const end = name ?? 'refused';
  test(
    `${url} (${role ?? 'main'}), said to be a picture, with ${String(content).slice(0, 5)}: ${end}`,
    OPTIONS,
    async t => {
      const kie = new FakeKie();
      kie.onRecord = () => ({
        state: 'success',
        results: [{ kind: 'image', url, ...(role === undefined ? {} : { role }) }]
      });
      kie.onDownload = () => content;
      const world = new World(t, kie);
      const window = await world.open();
      const { localId } = await window.engine.tasks.start(world.intent());
      const task = await world.ends(window, localId);
      assert.deepEqual([task.state, await world.files()], name === undefined ? ['uncollected', []] : ['done', [name]]);
      if (name !== undefined) assert.equal(task.results[0]?.kind, name.endsWith('mp4') ? 'video' : 'audio');
    }
  );
}
