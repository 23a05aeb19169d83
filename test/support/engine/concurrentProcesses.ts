/** Processes that do the same thing at the same moment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { TestContext } from 'node:test';

export const SOURCE = path.resolve(import.meta.dirname, '../../../src/core');

/**
 * Runs `before` in each process, then `together` in all of them at once. Returns the JSON results of `together`.
 * Both are the body of an async function in an ES module; `index` counts the processes from 0.
 */
export async function runConcurrently(
  t: TestContext,
  count: number,
  before: string,
  together: string
): Promise<unknown[]> {
  const processes = Array.from({ length: count }, (_, index) => {
    const script = `
      const index = ${index};
      ${before}
      process.stdout.write('ready ');
      await new Promise(resolve => process.stdin.once('data', resolve));
      const result = await (async () => { ${together} })();
      process.stdout.write(JSON.stringify(result ?? null), () => process.exit());`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit']
    });
    t.after(() => child.kill());
    let output = '';
    const ready = new Promise<void>(resolve =>
      child.stdout.on('data', (piece: Buffer) => {
        output += piece.toString();
        if (output.startsWith('ready ')) resolve();
      })
    );
    const gone = once(child, 'close').then(([code]) => {
      if (code !== 0) throw new Error(`A process ended with ${String(code)}.`);
      return JSON.parse(output.slice('ready '.length)) as unknown;
    });
    return { child, ready, gone };
  });
  await Promise.all(processes.map(({ ready, gone }) => Promise.race([ready, gone])));
  for (const { child } of processes) child.stdin.write('go');
  return Promise.all(processes.map(({ gone }) => gone));
}
