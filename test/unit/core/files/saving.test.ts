import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { diskCode, isPublished, partPath, publish } from '../../../../src/core/files/saving.ts';

async function folder(t: TestContext): Promise<string> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-saving-'));
  t.after(() => fs.rm(dir, { recursive: true }));
  return dir;
}

test('many at once get a name each and overwrite nothing', async t => {
  const dir = await folder(t);
  const contents = Array.from({ length: 12 }, (_, i) => `content ${i}`);
  const files = await Promise.all(
    contents.map(async content => {
      const part = partPath(dir, 'x');
      await fs.writeFile(part, content);
      const file = await publish(part, dir, 'x', '.txt', () => undefined);
      assert.equal(await isPublished(part, file), true);
      await fs.rm(part);
      return file;
    })
  );
  assert.equal(new Set(files).size, contents.length);
  assert.deepEqual(await Promise.all(files.map(file => fs.readFile(file, 'utf8'))), contents);
});

test('a dangling link is not written through', async t => {
  const dir = await folder(t);
  const target = path.join(dir, 'elsewhere');
  await fs.symlink(target, path.join(dir, 'x.txt'));
  const part = partPath(dir, 'x');
  await fs.writeFile(part, 'content');
  assert.equal(await publish(part, dir, 'x', '.txt', () => undefined), path.join(dir, 'x-2.txt'));
  await assert.rejects(fs.access(target));
});

test('each name is told before it is tried', async t => {
  const dir = await folder(t);
  await fs.writeFile(path.join(dir, 'x.txt'), '');
  const part = partPath(dir, 'x');
  await fs.writeFile(part, 'content');
  const told: string[] = [];
  const file = await publish(part, dir, 'x', '.txt', intended => told.push(intended));
  assert.deepEqual(told, [file]);
  await assert.rejects(
    publish(part, dir, 'y', '.txt', () => {
      throw new Error('not ours any more');
    })
  );
  assert.deepEqual(
    (await fs.readdir(dir)).filter(name => name.startsWith('y')),
    []
  );
});

test('failures of the disk are recognised inside others, those of the network are not', () => {
  const failure = (code: string, syscall = 'open'): Error => Object.assign(new Error(code), { code, syscall });
  assert.equal(diskCode(failure('ENOSPC')), 'ENOSPC');
  assert.equal(diskCode(new Error('outer', { cause: failure('EROFS') })), 'EROFS');
  assert.equal(diskCode(failure('EACCES', 'connect')), undefined);
  assert.equal(diskCode(failure('ECONNRESET', 'read')), undefined);
  assert.equal(diskCode('text'), undefined);
});

test('without hard links a file appears whole under a name of its own, and the move is recognised', async t => {
  const dir = await folder(t);
  t.mock.method(fs, 'link', () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' })));
  await fs.writeFile(path.join(dir, 'x.txt'), 'mine');
  const part = partPath(dir, 'x');
  await fs.writeFile(part, 'content');
  assert.equal(await isPublished(part, path.join(dir, 'x.txt'), 4), false, 'the part is still there');
  const file = await publish(part, dir, 'x', '.txt', () => undefined);
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
  test(`without hard links, ${stop ? 'a crash' : 'a failure'} before the move leaves no half file`, async t => {
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
      publish(part, dir, 'x', '.txt', () => undefined),
      { code: 'EIO' }
    );
    assert.deepEqual(seen, [0], 'only the name is taken, with nothing that could pass for content');
    assert.equal(await fs.readFile(part, 'utf8'), 'content');
    assert.equal((await fs.readdir(dir)).includes('x.txt'), stop);
    t.mock.restoreAll();
  });
}
