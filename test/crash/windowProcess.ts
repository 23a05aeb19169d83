/** The parent's side of a window process. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as esbuild from 'esbuild';
import type { Command, Ended, Told, WindowConfig } from './protocol.ts';

/** Bundles the program of a window into a folder, since it is started hundreds of times. Returns the file. */
export async function buildWindow(folder: string): Promise<string> {
  const outfile = path.join(folder, 'window.mjs');
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'window.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    logLevel: 'warning',
    // Bundled CommonJS packages call require() for Node's own modules.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"
    }
  });
  return outfile;
}

export class WindowProcess {
  /** All messages received so far. */
  readonly told: Told[] = [];
  /** Resolves when the process has exited and its output is fully read. */
  readonly gone: Promise<{ readonly killed: boolean }>;
  readonly #child: ChildProcess;
  readonly #waiters = new Set<() => void>();
  readonly #listeners = new Set<(told: Told) => void>();
  #isGone = false;

  constructor(program: string, config: WindowConfig) {
    // A thousand intents exceed the size limit of an environment.
    const file = `${program}.${randomUUID()}.json`;
    writeFileSync(file, JSON.stringify(config));
    this.#child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: `${program}.cache`, KIE_TEST_WINDOW: file }
    });
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('A window has no output.');
    createInterface(stdout).on('line', line => {
      const told = JSON.parse(line) as Told;
      this.told.push(told);
      for (const listener of this.#listeners) listener(told);
      for (const wake of [...this.#waiters]) wake();
    });
    this.gone = once(this.#child, 'close').then(([code, signal]) => {
      this.#isGone = true;
      for (const wake of [...this.#waiters]) wake();
      const failure = this.told.find(told => told.is === 'failed');
      if (failure !== undefined) throw new Error(`A window failed: ${failure.message}`);
      if (signal !== 'SIGKILL' && code !== 0) throw new Error(`A window ended with ${String(code ?? signal)}.`);
      return { killed: signal === 'SIGKILL' };
    });
  }

  /** Sent in the background: a window that exits during the send is not an error in its parent. */
  send(command: Command): void {
    this.#child.send(command, () => undefined);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Continues a stopped process. */
  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  /** Receives all messages from now on. */
  listen(listener: (told: Told) => void): void {
    this.#listeners.add(listener);
  }

  get ended(): Ended | undefined {
    return this.told.find(told => told.is === 'ended');
  }

  /** Resolves to the first matching message, already received or future; undefined when the window exits without it. */
  hear<T extends Told>(fits: (told: Told) => told is T): Promise<T | undefined>;
  hear(fits: (told: Told) => boolean): Promise<Told | undefined>;
  hear(fits: (told: Told) => boolean): Promise<Told | undefined> {
    return new Promise(resolve => {
      const look = (): void => {
        const found = this.told.find(fits);
        if (found === undefined && !this.#isGone) return;
        this.#waiters.delete(look);
        resolve(found);
      };
      this.#waiters.add(look);
      look();
    });
  }
}
