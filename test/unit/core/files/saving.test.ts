import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import {
  claimPart,
  diskCode,
  dropPlaceholder,
  isPublished,
  partPath,
  publish,
  removeSame
} from '../../../../src/core/files/saving.ts';

async function folder(t: TestContext): Promise<string> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-saving-'));
  t.after(() => fs.rm(dir, { recursive: true }));
  return dir;
}

test('publish: concurrent calls get different names and overwrite nothing', async t => {
  const dir = await folder(t);
  const contents = Array.from({ length: 12 }, (_, i) => `content ${i}`);
  const files = await Promise.all(
    contents.map(async content => {
      const part = partPath(dir, 'x');
      await fs.writeFile(part, content);
      const file = await publish(part, { folder: dir, stem: 'x', extension: '.txt' }, () => true);
      assert.equal(await isPublished(part, file), true);
      await fs.rm(part);
      return file;
    })
  );
  assert.equal(new Set(files).size, contents.length);
  assert.deepEqual(await Promise.all(files.map(file => fs.readFile(file, 'utf8'))), contents);
});

test('publish: never writes through a dangling link', async t => {
  const dir = await folder(t);
  const target = path.join(dir, 'elsewhere');
  await fs.symlink(target, path.join(dir, 'x.txt'));
  const part = partPath(dir, 'x');
  await fs.writeFile(part, 'content');
  assert.equal(
    await publish(part, { folder: dir, stem: 'x', extension: '.txt' }, () => true),
    path.join(dir, 'x-2.txt')
  );
  await assert.rejects(fs.access(target));
});

test('publish: asks before it tries a path, and skips reserved ones', async t => {
  const dir = await folder(t);
  await fs.writeFile(path.join(dir, 'x.txt'), '');
  const part = partPath(dir, 'x');
  await fs.writeFile(part, 'content');
  const attempts: string[] = [];
  const file = await publish(part, { folder: dir, stem: 'x', extension: '.txt' }, attempt => {
    attempts.push(path.basename(attempt));
    return attempt.endsWith('3.txt');
  });
  assert.deepEqual([attempts, path.basename(file)], [['x-2.txt', 'x-3.txt'], 'x-3.txt']);
  await assert.rejects(
    publish(part, { folder: dir, stem: 'y', extension: '.txt' }, () => {
      throw new Error('lease lost');
    })
  );
  assert.deepEqual(
    (await fs.readdir(dir)).filter(name => name.startsWith('y')),
    []
  );
});

test('diskCode: finds disk errors among causes and ignores network errors', () => {
  const failure = (code: string, syscall = 'open'): Error => Object.assign(new Error(code), { code, syscall });
  assert.equal(diskCode(failure('ENOSPC')), 'ENOSPC');
  assert.equal(diskCode(new Error('outer', { cause: failure('EROFS') })), 'EROFS');
  assert.equal(diskCode(failure('EACCES', 'connect')), undefined);
  assert.equal(diskCode(failure('ECONNRESET', 'read')), undefined);
  assert.equal(diskCode('text'), undefined);
});

test('publish: without hard links, moves the complete file and detects the move', async t => {
  const dir = await folder(t);
  t.mock.method(fs, 'link', () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' })));
  await fs.writeFile(path.join(dir, 'x.txt'), 'mine');
  const part = partPath(dir, 'x');
  await fs.writeFile(part, 'content');
  assert.equal(await isPublished(part, path.join(dir, 'x.txt'), 4), false, 'the part file is kept');
  const file = await publish(part, { folder: dir, stem: 'x', extension: '.txt' }, () => true);
  assert.equal(file, path.join(dir, 'x-2.txt'));
  assert.deepEqual((await fs.readdir(dir)).sort(), ['x-2.txt', 'x.txt']);
  assert.deepEqual(
    [await fs.readFile(file, 'utf8'), await fs.readFile(path.join(dir, 'x.txt'), 'utf8')],
    ['content', 'mine']
  );
  assert.equal(await isPublished(part, file, 7), true);
  assert.equal(await isPublished(part, file, 8), false);
  assert.equal(await isPublished(part, file), false);
});

for (const stop of [true, false]) {
  test(`publish: without hard links, ${stop ? 'a crash' : 'a failure'} leaves no partial file`, async t => {
    const dir = await folder(t);
    t.mock.method(fs, 'link', () => Promise.reject(Object.assign(new Error('no links'), { code: 'ENOTSUP' })));
    const part = partPath(dir, 'x');
    await fs.writeFile(part, 'content');
    let seen: readonly number[] = [];
    t.mock.method(fs, 'rename', async () => {
      seen = [(await fs.stat(path.join(dir, 'x.txt'))).size];
      throw Object.assign(new Error('cannot'), { code: 'EIO' });
    });
    if (stop) t.mock.method(fs, 'rm', () => Promise.resolve());
    await assert.rejects(
      publish(part, { folder: dir, stem: 'x', extension: '.txt' }, () => true),
      { code: 'EIO' }
    );
    assert.deepEqual(seen, [0], 'the reserved name has no content');
    assert.equal(await fs.readFile(part, 'utf8'), 'content');
    assert.equal((await fs.readdir(dir)).includes('x.txt'), stop);
    t.mock.restoreAll();
  });
}

test('publish: without hard links, a late failure keeps the file of another window', async t => {
  const dir = await folder(t);
  t.mock.method(fs, 'link', () => Promise.reject(Object.assign(new Error('no links'), { code: 'ENOTSUP' })));
  const file = path.join(dir, 'x.txt');
  t.mock.method(fs, 'rename', async () => {
    // The other window has removed the part file and the empty file, and has saved the result itself.
    await fs.writeFile(file, 'saved by another window');
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  });
  const part = partPath(dir, 'x');
  const target = { folder: dir, stem: 'x', extension: '.txt' };
  await assert.rejects(
    publish(part, target, () => true),
    { code: 'ENOENT' }
  );
  assert.equal(await fs.readFile(file, 'utf8'), 'saved by another window');
});

test('claimPart: finds whether the earlier attempt published its file', async t => {
  const dir = await folder(t);
  const cases = {
    'not published': { publishes: () => Promise.resolve(), expected: false },
    linked: { publishes: async (part: string, file: string) => fs.link(part, file), expected: true },
    moved: { publishes: async (part: string, file: string) => fs.rename(part, file), expected: true },
    'reserved the name only': { publishes: async (_: string, file: string) => fs.writeFile(file, ''), expected: false },
    'another file of the name': {
      publishes: async (_: string, file: string) => fs.writeFile(file, 'foreign'),
      expected: false
    }
  };
  for (const [name, { publishes, expected }] of Object.entries(cases)) {
    const part = partPath(dir, 'x');
    const file = path.join(dir, `${name}.txt`);
    await fs.writeFile(part, 'content');
    await publishes(part, file);
    assert.equal(await claimPart(part, file, 'content'.length), expected, name);
    await assert.rejects(fs.access(part), `${name}: a suspended window can no longer publish the part file`);
  }
});

test('dropPlaceholder: removes an empty file, never content saved in between', async t => {
  const dir = await folder(t);
  const file = path.join(dir, 'x.txt');
  const part = partPath(dir, 'x');
  await fs.writeFile(file, '');
  await dropPlaceholder(file, part);
  assert.deepEqual(await fs.readdir(dir), []);
  await dropPlaceholder(file, part);
  await fs.writeFile(file, '');
  const rename = fs.rename.bind(fs);
  const saved = t.mock.method(fs, 'rename', async (from: string, to: string) => {
    saved.mock.restore();
    await fs.writeFile(file, 'saved by another window');
    await rename(from, to);
  });
  await dropPlaceholder(file, part);
  assert.deepEqual(await fs.readdir(dir), ['x.txt']);
  assert.equal(await fs.readFile(file, 'utf8'), 'saved by another window');
});

test('dropPlaceholder: keeps a part file that was not claimed', async t => {
  const dir = await folder(t);
  const file = path.join(dir, 'x.txt');
  const part = partPath(dir, 'x');
  await fs.writeFile(file, '');
  await fs.writeFile(part, 'content');
  await dropPlaceholder(file, part);
  assert.deepEqual(await fs.readdir(dir), [path.basename(part)]);
});

test('removeSame: removes a file only while it is the same one', async t => {
  const dir = await folder(t);
  const file = path.join(dir, 'x.txt');
  await fs.writeFile(file, 'content');
  const stats = await fs.stat(file, { bigint: true });
  await fs.writeFile(file, 'changed');
  await fs.utimes(file, 1, 1);
  await removeSame(file, stats);
  assert.equal(await fs.readFile(file, 'utf8'), 'changed', 'the same number, size and name');
  await removeSame(file, await fs.stat(file, { bigint: true }));
  await removeSame(file, stats);
  assert.deepEqual(await fs.readdir(dir), []);
});
