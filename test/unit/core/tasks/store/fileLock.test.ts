import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { alone } from '../../../../../src/core/tasks/store/fileLock.ts';
import { fillDisk } from '../../fullDisk.ts';
import { SOURCE } from '../../../tasks/processes.ts';

const lockOf = (t: { after(end: () => void): void }): string => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-alone-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return path.join(dir, 'x.repair');
};

test('who was killed amid its work keeps nobody waiting', t => {
  const lock = lockOf(t);
  const work = `
    import { alone } from ${JSON.stringify(path.join(SOURCE, 'tasks/store/fileLock.ts'))};
    alone(${JSON.stringify(lock)}, () => process.kill(process.pid, 'SIGKILL'));`;
  spawnSync(process.execPath, ['--input-type=module', '-e', work]);
  assert.ok(existsSync(lock), 'it was at work');
  assert.equal(
    alone(lock, () => 'done'),
    'done'
  );
  assert.equal(existsSync(lock), false);
});

test('who is at work is not disturbed', t => {
  const lock = lockOf(t);
  writeFileSync(lock, String(process.ppid));
  assert.throws(() => alone(lock, () => 'done'), { code: 'EEXIST' });
  assert.ok(existsSync(lock));
});

test('work that fails leaves the way free', t => {
  const lock = lockOf(t);
  const fail = (): never => {
    throw new Error('no');
  };
  assert.throws(() => alone(lock, fail), /^Error: no$/);
  assert.equal(existsSync(lock), false);
});

test('file lock: on a full disk none is left behind', t => {
  const lock = lockOf(t);
  const disk = fillDisk(t);
  assert.throws(() => alone(lock, () => 'done'), { code: 'ENOSPC' });
  assert.equal(existsSync(lock), false);
  disk.free();
});
