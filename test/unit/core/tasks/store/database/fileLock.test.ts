import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { withFileLock } from '../../../../../../src/core/tasks/store/database/fileLock.ts';
import { fillDisk } from '../../../../../support/engine/fullDisk.ts';
import { SOURCE } from '../../../../../support/engine/concurrentProcesses.ts';

const lockOf = (t: { after(end: () => void): void }): string => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-alone-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return path.join(dir, 'x.repair');
};

test('file lock: the lock of a killed process is removed', t => {
  const lock = lockOf(t);
  const work = `
    import { withFileLock } from ${JSON.stringify(path.join(SOURCE, 'tasks/store/database/fileLock.ts'))};
    withFileLock(${JSON.stringify(lock)}, () => process.kill(process.pid, 'SIGKILL'));`;
  spawnSync(process.execPath, ['--input-type=module', '-e', work]);
  assert.ok(existsSync(lock), 'the process was running');
  assert.equal(
    withFileLock(lock, () => 'done'),
    'done'
  );
  assert.equal(existsSync(lock), false);
});

test('file lock: a running process keeps its lock', t => {
  const lock = lockOf(t);
  writeFileSync(lock, String(process.ppid));
  assert.throws(() => withFileLock(lock, () => 'done'), { code: 'EEXIST' });
  assert.ok(existsSync(lock));
});

test('file lock: is released when the work throws', t => {
  const lock = lockOf(t);
  const fail = (): never => {
    throw new Error('no');
  };
  assert.throws(() => withFileLock(lock, fail), /^Error: no$/);
  assert.equal(existsSync(lock), false);
});

test('file lock: leaves no file behind on a full disk', t => {
  const lock = lockOf(t);
  const disk = fillDisk(t);
  assert.throws(() => withFileLock(lock, () => 'done'), { code: 'ENOSPC' });
  assert.equal(existsSync(lock), false);
  disk.free();
});
