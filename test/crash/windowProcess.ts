/** The parent's side of a window process. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as esbuild from 'esbuild';
import type { Command, EndedMessage, WindowMessage, WindowConfig } from './protocol.ts';

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
  readonly messages: WindowMessage[] = [];
  /** Resolves when the process has exited and its output is fully read. */
  readonly exited: Promise<{ readonly killed: boolean }>;
  readonly #child: ChildProcess;
  readonly #waiters = new Set<() => void>();
  readonly #listeners = new Set<(message: WindowMessage) => void>();
  #hasExited = false;

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
      const message = JSON.parse(line) as WindowMessage;
      this.messages.push(message);
      for (const listener of this.#listeners) listener(message);
      for (const wake of [...this.#waiters]) wake();
    });
    this.exited = once(this.#child, 'close').then(([code, signal]) => {
      this.#hasExited = true;
      for (const wake of [...this.#waiters]) wake();
      const failure = this.messages.find(message => message.type === 'failed');
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
  resume(): void {
    this.#child.kill('SIGCONT');
  }

  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  /** Receives all messages from now on. */
  onMessage(listener: (message: WindowMessage) => void): void {
    this.#listeners.add(listener);
  }

  get ended(): EndedMessage | undefined {
    return this.messages.find(message => message.type === 'ended');
  }

  /** Resolves to the first matching message, already received or future; undefined when the window exits without it. */
  waitForMessage<T extends WindowMessage>(matches: (message: WindowMessage) => message is T): Promise<T | undefined>;
  waitForMessage(matches: (message: WindowMessage) => boolean): Promise<WindowMessage | undefined>;
  waitForMessage(matches: (message: WindowMessage) => boolean): Promise<WindowMessage | undefined> {
    return new Promise(resolve => {
      const check = (): void => {
        const found = this.messages.find(matches);
        if (found === undefined && !this.#hasExited) return;
        this.#waiters.delete(check);
        resolve(found);
      };
      this.#waiters.add(check);
      check();
    });
  }
}
