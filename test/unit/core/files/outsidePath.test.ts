import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { isInside, outsidePath } from '../../../../src/core/files/outsidePath.ts';

async function makeTempFolder(t: TestContext): Promise<{ readonly root: string; readonly outside: string }> {
  const dir = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'outside-')));
  t.after(() => fs.rm(dir, { recursive: true }));
  const [root, outside] = [path.join(dir, 'work'), path.join(dir, 'away')];
  await fs.mkdir(root);
  await fs.mkdir(outside);
  return { root, outside };
}

test('outside path: an existing or missing folder of the workspace is inside', async t => {
  const { root } = await makeTempFolder(t);
  assert.equal(await outsidePath(path.join(root, 'kie/new/deep'), [root]), undefined);
  assert.equal(await outsidePath(root, [root]), undefined);
});

test('outside path: a symbolic link to another folder is outside', async t => {
  const { root, outside } = await makeTempFolder(t);
  await fs.symlink(outside, path.join(root, 'kie'));
  assert.equal(await outsidePath(path.join(root, 'kie/sub'), [root]), path.join(outside, 'sub'));
});

test('outside path: a link to a folder that does not exist yet is outside', async t => {
  const { root, outside } = await makeTempFolder(t);
  await fs.symlink(path.join(outside, 'later'), path.join(root, 'kie'));
  assert.equal(await outsidePath(path.join(root, 'kie/sub'), [root]), path.join(outside, 'later/sub'));
});

test('outside path: a workspace that is opened by a link is inside', async t => {
  const { root, outside } = await makeTempFolder(t);
  const opened = path.join(outside, 'link');
  await fs.symlink(root, opened);
  assert.equal(await outsidePath(path.join(opened, 'kie'), [opened]), undefined);
});

test('outside path: parents and siblings with the same prefix are outside', async t => {
  const { root, outside } = await makeTempFolder(t);
  assert.equal(await outsidePath(path.join(root, '../away'), [root]), outside);
  assert.equal(await outsidePath(`${root}-2`, [root]), `${root}-2`);
  assert.equal(await outsidePath(outside, [root, outside]), undefined);
});

test('isInside: accepts a name that begins with two dots', () => {
  assert.ok(isInside('/projects/..kie', '/projects'));
  assert.ok(!isInside('/', '/projects'));
});
