import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { inspectFile, writeConfirmed } from '../../../../src/core/files/confirmedFile.ts';

/** A temporary folder with the folders `work` and `away`. */
async function folders(t: TestContext): Promise<{ readonly work: string; readonly away: string }> {
  const dir = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'confirmed-')));
  t.after(() => fs.rm(dir, { recursive: true }));
  const [work, away] = [path.join(dir, 'work'), path.join(dir, 'away')];
  await fs.mkdir(work);
  await fs.mkdir(away);
  return { work, away };
}

const REPLACED = { message: /or its folder was replaced in the meantime\. Nothing was saved\.$/ };

test('confirmed file: a new file, also in a new folder, and an existing one', async t => {
  const { work } = await folders(t);
  const file = path.join(work, 'new/deep/a.txt');
  const found = await inspectFile(file);
  assert.deepEqual(found, { file, isDangling: false });
  await writeConfirmed(found, 'one');
  await fs.chmod(file, 0o600);
  const again = await inspectFile(file);
  assert.deepEqual([again.file, again.existing !== undefined, again.isDangling], [file, true, false]);
  await writeConfirmed(again, 'two');
  assert.equal(await fs.readFile(file, 'utf8'), 'two');
  assert.equal((await fs.stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await fs.readdir(path.dirname(file)), ['a.txt']);
});

test('confirmed file: a link to a file keeps the link and replaces the file', async t => {
  const { work, away } = await folders(t);
  const [link, real] = [path.join(work, 'a.txt'), path.join(away, 'b.txt')];
  await fs.writeFile(real, 'old');
  await fs.symlink(real, link);
  const found = await inspectFile(link);
  assert.deepEqual([found.file, found.isDangling], [real, false]);
  await writeConfirmed(found, 'new');
  assert.deepEqual([await fs.readlink(link), await fs.readFile(real, 'utf8')], [real, 'new']);
});

test('confirmed file: a link that leads nowhere exists, and is itself replaced', async t => {
  const { work, away } = await folders(t);
  const link = path.join(work, 'a.txt');
  await fs.symlink(path.join(away, 'later.txt'), link);
  const found = await inspectFile(link);
  assert.deepEqual([found.file, found.existing !== undefined, found.isDangling], [link, true, true]);
  await writeConfirmed(found, 'new');
  assert.deepEqual([(await fs.lstat(link)).isFile(), await fs.readdir(away)], [true, []]);
});

test('confirmed file: a file or link that appears after the question is kept', async t => {
  const { work, away } = await folders(t);
  const file = path.join(work, 'a.txt');
  const found = await inspectFile(file);
  await fs.symlink(path.join(away, 'later.txt'), file);
  await assert.rejects(writeConfirmed(found, 'new'), REPLACED);
  await fs.rm(file);
  await fs.writeFile(file, 'kept');
  await assert.rejects(writeConfirmed(found, 'new'), REPLACED);
  const existing = await inspectFile(file);
  await fs.writeFile(path.join(work, 'other.txt'), 'other');
  await fs.rename(path.join(work, 'other.txt'), file);
  await assert.rejects(writeConfirmed(existing, 'new'), REPLACED);
  assert.deepEqual([await fs.readFile(file, 'utf8'), await fs.readdir(away)], ['other', []]);
  assert.deepEqual(await fs.readdir(work), ['a.txt']);
});

test('confirmed file: a folder that becomes a link after the question is an error', async t => {
  const { work, away } = await folders(t);
  const found = await inspectFile(path.join(work, 'a.txt'));
  await fs.rmdir(work);
  await fs.symlink(away, work);
  await assert.rejects(writeConfirmed(found, 'new'), REPLACED);
  assert.deepEqual(await fs.readdir(away), []);
});

test('confirmed file: a link that is changed after the question changes nothing', async t => {
  const { work, away } = await folders(t);
  const link = path.join(path.dirname(work), 'link');
  await fs.symlink(work, link);
  const found = await inspectFile(path.join(link, 'a.txt'));
  await fs.rm(link);
  await fs.symlink(away, link);
  await writeConfirmed(found, 'new');
  assert.deepEqual([await fs.readdir(work), await fs.readdir(away)], [['a.txt'], []]);
});

test('confirmed file: a folder is no file', async t => {
  const { work } = await folders(t);
  await assert.rejects(inspectFile(work), { message: `${work} isn't a file.` });
});
