import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { isInside, outsidePath } from '../../../../src/core/files/outsidePath.ts';

async function scratch(t: TestContext): Promise<{ readonly root: string; readonly away: string }> {
  const dir = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'outside-')));
  t.after(() => fs.rm(dir, { recursive: true }));
  const [root, away] = [path.join(dir, 'work'), path.join(dir, 'away')];
  await fs.mkdir(root);
  await fs.mkdir(away);
  return { root, away };
}

test('outside path: a folder of the workspace, made or not, is inside', async t => {
  const { root } = await scratch(t);
  assert.equal(await outsidePath(path.join(root, 'kie/new/deep'), [root]), undefined);
  assert.equal(await outsidePath(root, [root]), undefined);
});

test('outside path: a symbolic link leads out', async t => {
  const { root, away } = await scratch(t);
  await fs.symlink(away, path.join(root, 'kie'));
  assert.equal(await outsidePath(path.join(root, 'kie/sub'), [root]), path.join(away, 'sub'));
});

test('outside path: a link to a folder that does not exist yet leads out', async t => {
  const { root, away } = await scratch(t);
  await fs.symlink(path.join(away, 'later'), path.join(root, 'kie'));
  assert.equal(await outsidePath(path.join(root, 'kie/sub'), [root]), path.join(away, 'later/sub'));
});

test('outside path: a workspace that is itself opened by a link is inside', async t => {
  const { root, away } = await scratch(t);
  const opened = path.join(away, 'link');
  await fs.symlink(root, opened);
  assert.equal(await outsidePath(path.join(opened, 'kie'), [opened]), undefined);
});

test('outside path: parents and neighbours with the same beginning are outside', async t => {
  const { root, away } = await scratch(t);
  assert.equal(await outsidePath(path.join(root, '../away'), [root]), away);
  assert.equal(await outsidePath(`${root}-2`, [root]), `${root}-2`);
  assert.equal(await outsidePath(away, [root, away]), undefined);
});

test('is inside: a name that begins with two dots is a name', () => {
  assert.ok(isInside('/projects/..kie', '/projects'));
  assert.ok(!isInside('/', '/projects'));
});
