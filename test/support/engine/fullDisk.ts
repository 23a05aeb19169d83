import fs from 'node:fs';
import type { TestContext } from 'node:test';

type Write = (descriptor: number, data: Uint8Array | string, ...rest: readonly unknown[]) => number;

interface FullDisk {
  /** Ends the simulation. */
  free(): void;
}

/** Makes writes by `fs.writeSync` that extend a file fail with ENOSPC, or write a single byte (`isShort`). */
export function fillDisk(t: TestContext, { isShort = false } = {}): FullDisk {
  const original = fs.writeSync.bind(fs) as Write;
  const writeSync: Write = (descriptor, data, ...rest) => {
    const [, length, position] = rest;
    const isWithin = typeof position === 'number' && position + Number(length) <= fs.fstatSync(descriptor).size;
    if (isWithin) return original(descriptor, data, ...rest);
    if (isShort) return original(descriptor, data.slice(0, 1));
    throw noSpace();
  };
  const { mock } = t.mock.method(fs, 'writeSync', writeSync);
  return { free: () => mock.restore() };
}

/**
 * Makes every write by `fs.writeSync` fail with ENOSPC, like an overwrite on a full file system that copies on write,
 * until `fs.rmSync` has freed enough bytes. Freed bytes are available after `commits` calls of `fs.fsyncSync`.
 */
export function fillCopyingDisk(t: TestContext, { commits = 0 } = {}): FullDisk {
  const [writeSync, rmSync, fsyncSync] = [fs.writeSync.bind(fs) as Write, fs.rmSync.bind(fs), fs.fsyncSync.bind(fs)];
  let available = 0;
  let freed = 0;
  let syncs = 0;
  const write: Write = (descriptor, data, ...rest) => {
    if (data.length > available) throw noSpace();
    available -= data.length;
    return writeSync(descriptor, data, ...rest);
  };
  const remove: typeof fs.rmSync = (file, options) => {
    freed += fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    rmSync(file, options);
    if (commits === 0) available = freed;
  };
  const sync: typeof fs.fsyncSync = descriptor => {
    fsyncSync(descriptor);
    if (freed > 0 && ++syncs === commits) available = freed;
  };
  const mocks = [
    t.mock.method(fs, 'writeSync', write),
    t.mock.method(fs, 'rmSync', remove),
    t.mock.method(fs, 'fsyncSync', sync)
  ];
  return { free: () => mocks.forEach(({ mock }) => mock.restore()) };
}

const noSpace = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
