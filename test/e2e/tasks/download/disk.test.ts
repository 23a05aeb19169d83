import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { FakeKie, PNG_IMAGE, imageResult } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const disk = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'write' });

/** Makes one step of saving fail while `broken` returns true. */
type BreakSaving = (t: TestContext, kie: FakeKie, fixture: EngineFixture, broken: () => boolean) => void;

const failing =
  (method: 'mkdir' | 'link', code: string): BreakSaving =>
  (t, _, fixture, broken) => {
    const original = fs[method].bind(fs) as (...args: unknown[]) => Promise<unknown>;
    t.mock.method(fs, method, async (...args: unknown[]) => {
      if (broken() && String(args.at(method === 'mkdir' ? 0 : 1)).startsWith(fixture.out)) throw disk(code);
      return original(...args);
    });
  };

const STEPS: readonly (readonly [string, BreakSaving, RegExp])[] = [
  ['full disk when the folder is created', failing('mkdir', 'ENOSPC'), /disk is full/],
  ['no permission to create the folder', failing('mkdir', 'EACCES'), /not writable/],
  ['read-only file system', failing('mkdir', 'EROFS'), /not writable/],
  ['used-up quota when the file is published', failing('link', 'EDQUOT'), /disk is full/],
  ['folder read-only when the file is published', failing('link', 'EROFS'), /not writable/],
  ['disk error', failing('link', 'EIO'), /Could not save the result \(EIO\)/],
  [
    'folder removed during the download',
    (_t, kie, fixture, broken) => {
      kie.onDownload = async () => {
        if (broken()) await fs.rm(fixture.out, { recursive: true, force: true });
        return PNG_IMAGE;
      };
    },
    /folder does not exist/
  ],
  [
    'disk full in the middle of a file',
    (t, kie, fixture, broken) => {
      const original = fs.writeFile.bind(fs) as (...args: unknown[]) => Promise<void>;
      t.mock.method(fs, 'writeFile', async (...args: unknown[]) => {
        if (!broken() || !String(args[0]).startsWith(fixture.out)) return original(...args);
        await original(args[0], PNG_IMAGE.subarray(0, 10), args[2]);
        throw disk('ENOSPC');
      });
      kie.onDownload = () => PNG_IMAGE;
    },
    /disk is full/
  ]
];

for (const [name, breakSaving, message] of STEPS) {
  test(`save: ${name}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    let broken = true;
    breakSaving(t, kie, fixture, () => broken);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual([task.state, task.error?.remedy], ['uncollected', 'choose-folder']);
    assert.match(task.error?.message ?? '', message);
    assert.deepEqual(await fixture.files(), []);
    const other = path.join(fixture.dir, 'elsewhere');
    window.engine.tasks.resume(localId, { folder: other, template: '${prompt}' });
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done', 'in another folder at once');
    assert.deepEqual(await fs.readdir(other), ['a-red-fox.png']);
    broken = false;
    const again = await window.engine.tasks.start(fixture.intent());
    assert.equal(
      (await fixture.waitForEnd(window, again.localId)).state,
      'done',
      'in the same folder once it works again'
    );
    assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
    assert.equal(kie.posts.length, 2);
  });
}

test('save: a path that is too long for the system asks for another folder', OPTIONS, async t => {
  const fixture = new EngineFixture(t, new FakeKie());
  const window = await fixture.openWindow();
  const folder = path.join(fixture.out, ...Array.from({ length: 40 }, () => 'x'.repeat(200)));
  const { localId } = await window.engine.tasks.start(fixture.intent({ saveTo: { folder, template: '${prompt}' } }));
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual(
    [task.state, task.error?.remedy, task.error?.code],
    ['uncollected', 'choose-folder', 'ENAMETOOLONG']
  );
  window.engine.tasks.resume(localId, { folder: fixture.out, template: '${prompt}' });
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
});

const NAMES = [
  'con',
  'NUL.tar',
  'a/b\\c',
  '../../up',
  'x'.repeat(400),
  '狐'.repeat(200),
  ' .hidden. ',
  'a:b*c?"<>|',
  '\u202egnp.exe'
];

for (const name of NAMES) {
  test(`save: replaces a name that some system rejects (${JSON.stringify(name.slice(0, 20))})`, OPTIONS, async t => {
    const fixture = new EngineFixture(t, new FakeKie());
    const window = await fixture.openWindow();
    for (const saveTo of [
      { folder: fixture.out, template: name },
      { folder: fixture.out, stem: name }
    ]) {
      const { localId } = await window.engine.tasks.start(fixture.intent({ saveTo }));
      const task = await fixture.waitForEnd(window, localId);
      assert.equal(task.state, 'done', task.error?.message);
      const file = task.results[0]?.path ?? '';
      assert.equal(path.dirname(file), fixture.out);
      assert.deepEqual(await fs.readFile(file), PNG_IMAGE);
      assert.doesNotMatch(path.basename(file), /^(con|nul)(\.|$)|[<>:"/\\|?*\u202e]|^[. ]|[. ]\.png$/i);
      assert.ok(Buffer.byteLength(path.basename(file)) <= 140);
    }
  });
}

test('save: many results with the same name get different files', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => imageResult('https://r.test/a.png', 'https://r.test/b.png');
  kie.onDownload = n => Buffer.concat([PNG_IMAGE, Buffer.from(String(n))]);
  const fixture = new EngineFixture(t, kie);
  const [first, second] = [await fixture.openWindow(), await fixture.openWindow()];
  const tasks = await Promise.all(
    [first, second].flatMap(({ engine }) => Array.from({ length: 6 }, () => engine.tasks.start(fixture.intent())))
  );
  for (const { localId } of tasks) assert.equal((await fixture.waitForEnd(first, localId)).state, 'done');
  const files = first.engine.tasks.list().flatMap(task => task.results.map(result => result.path ?? ''));
  assert.equal(new Set(files).size, 24);
  const contents = await Promise.all(files.map(file => fs.readFile(file, 'latin1')));
  assert.equal(new Set(contents).size, 24);
  assert.equal((await fixture.files()).length, 24, 'no other file is left');
});
