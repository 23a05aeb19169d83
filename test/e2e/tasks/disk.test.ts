import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { FakeKie, PICTURE, picture } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const disk = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'write' });

/** Makes one step of saving fail while `broken` returns true. */
type Break = (t: TestContext, kie: FakeKie, world: World, broken: () => boolean) => void;

const failing =
  (method: 'mkdir' | 'link', code: string): Break =>
  (t, _, world, broken) => {
    const original = fs[method].bind(fs) as (...args: unknown[]) => Promise<unknown>;
    t.mock.method(fs, method, async (...args: unknown[]) => {
      if (broken() && String(args.at(method === 'mkdir' ? 0 : 1)).startsWith(world.out)) throw disk(code);
      return original(...args);
    });
  };

const STEPS: readonly (readonly [string, Break, RegExp])[] = [
  ['the disk is full before the folder is made', failing('mkdir', 'ENOSPC'), /disk is full/],
  ['the folder may not be made', failing('mkdir', 'EACCES'), /not writable/],
  ['the place is read-only', failing('mkdir', 'EROFS'), /not writable/],
  ['a quota is used up when the file gets its name', failing('link', 'EDQUOT'), /disk is full/],
  ['the folder became read-only when the file gets its name', failing('link', 'EROFS'), /not writable/],
  ['the disk has an error', failing('link', 'EIO'), /Could not save the result \(EIO\)/],
  [
    'the folder is removed while the result travels',
    (_t, kie, world, broken) => {
      kie.onDownload = async () => {
        if (broken()) await fs.rm(world.out, { recursive: true, force: true });
        return PICTURE;
      };
    },
    /folder does not exist/
  ],
  [
    'the disk fills up in the middle of a file',
    (t, kie, world, broken) => {
      const original = fs.writeFile.bind(fs) as (...args: unknown[]) => Promise<void>;
      t.mock.method(fs, 'writeFile', async (...args: unknown[]) => {
        if (!broken() || !String(args[0]).startsWith(world.out)) return original(...args);
        await original(args[0], PICTURE.subarray(0, 10), args[2]);
        throw disk('ENOSPC');
      });
      kie.onDownload = () => PICTURE;
    },
    /disk is full/
  ]
];

for (const [name, break_, says] of STEPS) {
  test(
    `${name}: nothing half is left, the person is asked for a place, the result is collected later`,
    OPTIONS,
    async t => {
      const kie = new FakeKie();
      const world = new World(t, kie);
      let broken = true;
      break_(t, kie, world, () => broken);
      const window = await world.open();
      const { localId } = await window.engine.tasks.start(world.intent());
      const task = await world.ends(window, localId);
      assert.deepEqual([task.state, task.error?.remedy], ['uncollected', 'choose-folder']);
      assert.match(task.error?.message ?? '', says);
      assert.deepEqual(await world.files(), []);
      const other = path.join(world.dir, 'elsewhere');
      window.engine.tasks.resume(localId, { folder: other, template: '${prompt}' });
      assert.equal((await world.ends(window, localId)).state, 'done', 'in another place at once');
      assert.deepEqual(await fs.readdir(other), ['a-red-fox.png']);
      broken = false;
      const again = await window.engine.tasks.start(world.intent());
      assert.equal(
        (await world.ends(window, again.localId)).state,
        'done',
        'and in the same one when it is well again'
      );
      assert.deepEqual(await world.files(), ['a-red-fox.png']);
      assert.equal(kie.posts.length, 2);
    }
  );
}

test('a path that is too long for the system', OPTIONS, async t => {
  const world = new World(t, new FakeKie());
  const window = await world.open();
  const folder = path.join(world.out, ...Array.from({ length: 40 }, () => 'x'.repeat(200)));
  const { localId } = await window.engine.tasks.start(world.intent({ saveTo: { folder, template: '${prompt}' } }));
  const task = await world.ends(window, localId);
  assert.deepEqual(
    [task.state, task.error?.remedy, task.error?.code],
    ['uncollected', 'choose-folder', 'ENAMETOOLONG']
  );
  window.engine.tasks.resume(localId, { folder: world.out, template: '${prompt}' });
  assert.equal((await world.ends(window, localId)).state, 'done');
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
  test(`a name that some system refuses: ${JSON.stringify(name.slice(0, 20))}`, OPTIONS, async t => {
    const world = new World(t, new FakeKie());
    const window = await world.open();
    for (const saveTo of [
      { folder: world.out, template: name },
      { folder: world.out, stem: name }
    ]) {
      const { localId } = await window.engine.tasks.start(world.intent({ saveTo }));
      const task = await world.ends(window, localId);
      assert.equal(task.state, 'done', task.error?.message);
      const file = task.results[0]?.path ?? '';
      assert.equal(path.dirname(file), world.out);
      assert.deepEqual(await fs.readFile(file), PICTURE);
      assert.doesNotMatch(path.basename(file), /^(con|nul)(\.|$)|[<>:"/\\|?*\u202e]|^[. ]|[. ]\.png$/i);
      assert.ok(Buffer.byteLength(path.basename(file)) <= 140);
    }
  });
}

test('many tasks with results of one name: each has files of its own, none is overwritten', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => picture('https://r.test/a.png', 'https://r.test/b.png');
  kie.onDownload = n => Buffer.concat([PICTURE, Buffer.from(String(n))]);
  const world = new World(t, kie);
  const [first, second] = [await world.open(), await world.open()];
  const tasks = await Promise.all(
    [first, second].flatMap(({ engine }) => Array.from({ length: 6 }, () => engine.tasks.start(world.intent())))
  );
  for (const { localId } of tasks) assert.equal((await world.ends(first, localId)).state, 'done');
  const files = first.engine.tasks.list().flatMap(task => task.results.map(result => result.path ?? ''));
  assert.equal(new Set(files).size, 24);
  const contents = await Promise.all(files.map(file => fs.readFile(file, 'latin1')));
  assert.equal(new Set(contents).size, 24);
  assert.equal((await world.files()).length, 24, 'and nothing else is left there');
});
