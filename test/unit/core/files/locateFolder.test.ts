import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { isInside, locateFolder } from '../../../../src/core/files/locateFolder.ts';

async function makeTempFolder(t: TestContext): Promise<{ readonly root: string; readonly outside: string }> {
  const dir = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'outside-')));
  t.after(() => fs.rm(dir, { recursive: true }));
  const [root, outside] = [path.join(dir, 'work'), path.join(dir, 'away')];
  await fs.mkdir(root);
  await fs.mkdir(outside);
  return { root, outside };
}

const inside = (folder: string) => ({ folder, isOutside: false });
const outsideAt = (folder: string) => ({ folder, isOutside: true });

test('locateFolder: an existing or missing folder of the workspace is inside', async t => {
  const { root } = await makeTempFolder(t);
  assert.deepEqual(
    await locateFolder(path.join(root, 'kie/new/deep'), [root]),
    inside(path.join(root, 'kie/new/deep'))
  );
  assert.deepEqual(await locateFolder(root, [root]), inside(root));
});

test('locateFolder: a symbolic link to another folder is outside', async t => {
  const { root, outside } = await makeTempFolder(t);
  await fs.symlink(outside, path.join(root, 'kie'));
  assert.deepEqual(await locateFolder(path.join(root, 'kie/sub'), [root]), outsideAt(path.join(outside, 'sub')));
});

test('locateFolder: a link to a folder that does not exist yet is outside', async t => {
  const { root, outside } = await makeTempFolder(t);
  await fs.symlink(path.join(outside, 'later'), path.join(root, 'kie'));
  assert.deepEqual(await locateFolder(path.join(root, 'kie/sub'), [root]), outsideAt(path.join(outside, 'later/sub')));
});

test("locateFolder: a workspace opened by a link is inside, under the link's name", async t => {
  const { root, outside } = await makeTempFolder(t);
  const opened = path.join(outside, 'link');
  await fs.symlink(root, opened);
  assert.deepEqual(await locateFolder(path.join(opened, 'kie'), [opened]), inside(path.join(opened, 'kie')));
});

test('locateFolder: the end of a chain of links counts', async t => {
  const { root, outside } = await makeTempFolder(t);
  await fs.mkdir(path.join(root, 'out'));
  await fs.symlink('a', path.join(root, 'kie'));
  await fs.symlink(path.join(outside, 'b'), path.join(root, 'a'));
  await fs.symlink(path.join(root, 'out'), path.join(outside, 'b'));
  assert.deepEqual(await locateFolder(path.join(root, 'kie/new'), [root]), inside(path.join(root, 'out/new')));
  await fs.unlink(path.join(outside, 'b'));
  await fs.symlink('missing', path.join(outside, 'b'));
  assert.deepEqual(
    await locateFolder(path.join(root, 'kie/new'), [root]),
    outsideAt(path.join(outside, 'missing/new'))
  );
});

test('locateFolder: a link that changes later does not change the place', async t => {
  const { root, outside } = await makeTempFolder(t);
  await fs.mkdir(path.join(root, 'out'));
  await fs.symlink('out', path.join(root, 'kie'));
  const { folder } = await locateFolder(path.join(root, 'kie'), [root]);
  await fs.unlink(path.join(root, 'kie'));
  await fs.symlink(outside, path.join(root, 'kie'));
  assert.equal(await fs.realpath(folder), path.join(root, 'out'));
});

test('locateFolder: links that lead to themselves are an error', { timeout: 5_000 }, async t => {
  const { root } = await makeTempFolder(t);
  await fs.symlink('kie', path.join(root, 'kie'));
  await fs.symlink('b', path.join(root, 'a'));
  await fs.symlink('a', path.join(root, 'b'));
  for (const name of ['kie', 'a/sub'])
    await assert.rejects(locateFolder(path.join(root, name), [root]), { code: 'ELOOP' });
});

test('locateFolder: parents and siblings with the same prefix are outside', async t => {
  const { root, outside } = await makeTempFolder(t);
  assert.deepEqual(await locateFolder(path.join(root, '../away'), [root]), outsideAt(outside));
  assert.deepEqual(await locateFolder(`${root}-2`, [root]), outsideAt(`${root}-2`));
  assert.deepEqual(await locateFolder(outside, [root, outside]), inside(outside));
});

test('isInside: accepts a name that begins with two dots', () => {
  assert.ok(isInside('/projects/..kie', '/projects'));
  assert.ok(!isInside('/', '/projects'));
});
