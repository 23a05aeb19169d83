import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

// In a process of its own: the runner may have used fetch already.
const SCRIPT = `
const module = process.argv[1];
const slots = ['1', '2'].map(n => Symbol.for('undici.globalDispatcher.' + n));
if (process.argv[2] === 'used') globalThis.Response;
const mine = await import(module);
const foreign = slots.filter(s => globalThis[s] instanceof mine.Agent).length;
const { createServer } = await import('node:http');
const server = createServer((_, answer) => answer.end('x')).listen(0, '127.0.0.1', async () => {
  const { status } = await fetch('http://127.0.0.1:' + server.address().port);
  console.log(JSON.stringify({ foreign, status }));
  server.closeAllConnections();
  server.close();
});`;

for (const state of ['unused', 'used']) {
  test(`loading undici leaves no agent of ours in the process, and fetch (${state} before) works`, async () => {
    const module = new URL('../../../src/core/kie/undiciModule.ts', import.meta.url).href;
    const args = ['--input-type=module', '-e', SCRIPT, module, state];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    assert.deepEqual(JSON.parse(stdout), { foreign: 0, status: 200 });
  });
}
