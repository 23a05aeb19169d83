/** A minimal client for tests of the emulator: no retries, no checks, no code of the engine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from '../../emulator/emulator.ts';
import type { EmulatorOptions } from '../../emulator/initialState.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { textOf } from '../../emulator/check/values.ts';

export interface Reply {
  readonly status: number;
  readonly code?: number;
  readonly msg?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export const SAMPLE = join(import.meta.dirname, '../../sample');

export function sample(name: string): Buffer {
  return readFileSync(join(SAMPLE, name));
}

/** Runs a test against its own emulator, without waiting for tasks and, by default, without limits. */
export async function withEmulator(
  options: EmulatorOptions,
  run: (emulator: Emulator, client: Client) => Promise<void>
): Promise<void> {
  const limits = { submissionsPer10s: Infinity, queriesPerSecond: Infinity };
  const emulator = await startEmulator({ taskMs: 1, seed: 'test', limits, ...options });
  try {
    await run(emulator, new Client(emulator));
  } finally {
    await emulator.stop();
  }
}

export class Client {
  readonly #emulator: Emulator;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  async call(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${this.#emulator.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
    });
    return { status: response.status, ...((await response.json()) as object) };
  }

  submit(model: string, input: unknown, more: object = {}): Promise<Reply> {
    return this.call('POST', `${this.#emulator.apiBaseUrl}/api/v1/jobs/createTask`, { model, input, ...more });
  }

  record(taskId: string): Promise<Reply> {
    return this.call('GET', `${this.#emulator.apiBaseUrl}/api/v1/jobs/recordInfo?taskId=${taskId}`);
  }

  /** Polls until the task ends. */
  async finished(taskId: string): Promise<Readonly<Record<string, unknown>>> {
    for (;;) {
      const { data = {} } = await this.record(taskId);
      if (data['state'] === 'success' || data['state'] === 'fail') return data;
      await sleep(5);
    }
  }

  /** Submits, waits and returns the parsed `resultJson`. */
  async run(model: string, input: unknown): Promise<Readonly<Record<string, unknown>>> {
    const { data, msg } = await this.submit(model, input);
    if (typeof data?.['taskId'] !== 'string') throw new Error(`Not accepted: ${msg ?? ''}`);
    const record = await this.finished(data['taskId']);
    return JSON.parse(String(record['resultJson'])) as Record<string, unknown>;
  }

  async upload(name: string, bytes = sample(name)): Promise<string> {
    const form = new FormData();
    form.append('uploadPath', 'test');
    form.append('fileName', name);
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const response = await fetch(`${this.#emulator.uploadBaseUrl}/api/file-stream-upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#emulator.key}` },
      body: form
    });
    const { data } = (await response.json()) as { data: { downloadUrl: string } };
    return data.downloadUrl;
  }

  /** Returns a new address for a result, from download-url, or an empty string if it is rejected. */
  async remint(url: string): Promise<string> {
    const { data } = await this.call('POST', `${this.#emulator.apiBaseUrl}/api/v1/common/download-url`, { url });
    return textOf(data);
  }

  async download(address: string): Promise<Buffer> {
    return Buffer.from(await (await fetch(address)).arrayBuffer());
  }

  /** Returns the first result address of a run. */
  async firstResult(model: string, input: unknown): Promise<string> {
    const { resultUrls } = await this.run(model, input);
    return String((resultUrls as string[])[0]);
  }
}
