/** Calls the legacy endpoints, for tests. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmulatorOptions } from '../../../emulator/initialState.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { withEmulator } from '../client.ts';
import type { Client, Reply } from '../client.ts';

export type Data = Readonly<Record<string, unknown>>;

export const CALLBACK = 'https://example.com/callback';

/** Sends POST or GET requests to a path below /api/v1. */
export class LegacyFixture {
  readonly #emulator: Emulator;
  readonly client: Client;

  constructor(emulator: Emulator, client: Client) {
    this.#emulator = emulator;
    this.client = client;
  }

  post(path: string, body: object): Promise<Reply> {
    return this.client.call('POST', `${this.#emulator.apiBaseUrl}/api/v1${path}`, body);
  }

  get(path: string, query: Readonly<Record<string, string>>): Promise<Reply> {
    return this.client.call('GET', `${this.#emulator.apiBaseUrl}/api/v1${path}?${String(new URLSearchParams(query))}`);
  }

  /** Creates a task and returns its ID. Throws if the request is rejected. */
  async make(path: string, body: object): Promise<string> {
    const { code, msg, data } = await this.post(path, body);
    if (code !== 200) throw new Error(`${path}: ${code ?? ''} ${msg ?? ''}`);
    return String(data?.['taskId']);
  }

  /** Polls until the status response matches. */
  async until(status: string, taskId: string, fits: (data: Data) => boolean): Promise<Data> {
    for (;;) {
      const { data } = await this.get(status, { taskId });
      if (data && fits(data)) return data;
      await sleep(2);
    }
  }
}

/** Runs a test body against its own emulator. */
export function withLegacyEmulator(
  run: (legacy: LegacyFixture, emulator: Emulator) => Promise<void>,
  options: EmulatorOptions = {}
): () => Promise<void> {
  return () => withEmulator(options, (emulator, client) => run(new LegacyFixture(emulator, client), emulator));
}
