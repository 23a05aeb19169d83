import fs from 'node:fs';
import type { TestContext } from 'node:test';

type Write = (descriptor: number, data: Uint8Array | string, ...rest: readonly unknown[]) => number;

/** Makes writes by `fs.writeSync` that extend a file fail with ENOSPC, or write a single byte (`isShort`). */
export function fillDisk(t: TestContext, { isShort = false } = {}): { free(): void } {
  const original = fs.writeSync.bind(fs) as Write;
  const writeSync: Write = (descriptor, data, ...rest) => {
    const [, length, position] = rest;
    const isWithin = typeof position === 'number' && position + Number(length) <= fs.fstatSync(descriptor).size;
    if (isWithin) return original(descriptor, data, ...rest);
    if (isShort) return original(descriptor, data.slice(0, 1));
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  const { mock } = t.mock.method(fs, 'writeSync', writeSync);
  return { free: () => mock.restore() };
}
