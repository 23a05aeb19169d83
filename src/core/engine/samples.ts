import * as l10n from '@vscode/l10n';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pruneDroppedFiles } from '../files/pruneDroppedFiles.ts';
import { partPath } from '../files/saving.ts';
import { fits, sniffFile } from '../files/sniff.ts';
import { UnreadableAnswerError } from '../http/errors/errors.ts';
import type { KieClient } from '../kie/clientTypes.ts';

const MAX_BYTES = 10_000_000;

interface SampleDeps {
  readonly client: Pick<KieClient, 'download'>;
  readonly storageDir: string;
  readonly signal: AbortSignal;
}

/** Documented samples of voices: downloaded on request, without the API key, and kept for 30 days. */
export class Samples {
  readonly #deps: SampleDeps;
  readonly #folder: string;
  readonly #running = new Map<string, Promise<string>>();

  constructor(deps: SampleDeps) {
    this.#deps = deps;
    this.#folder = path.join(deps.storageDir, 'samples');
  }

  /**
   * Returns the path of the audio file that was downloaded from an address.
   * @throws KieError, system errors
   */
  file(address: string): Promise<string> {
    const running = this.#running.get(address);
    if (running !== undefined) return running;
    const file = this.#find(address).finally(() => this.#running.delete(address));
    this.#running.set(address, file);
    return file;
  }

  async #find(address: string): Promise<string> {
    const folder = path.join(this.#folder, createHash('sha256').update(address).digest('hex').slice(0, 32));
    await pruneDroppedFiles(this.#folder, () => false);
    await fs.mkdir(folder, { recursive: true });
    const known = (await fs.readdir(folder)).find(name => /^sample\.\w+$/.test(name));
    return known === undefined ? this.#download(address, folder) : path.join(folder, known);
  }

  async #download(address: string, folder: string): Promise<string> {
    const { client, signal } = this.#deps;
    const part = partPath(folder, 'incomplete');
    await client.download(address, part, { maxBytes: MAX_BYTES, signal });
    const found = await sniffFile(part);
    if (!fits('audio', found)) {
      await fs.rm(part, { force: true });
      throw new UnreadableAnswerError(l10n.t('The file at {0} is not audio.', new URL(address).host), {
        remedy: 'none',
        accepted: 'no'
      });
    }
    const file = path.join(folder, `sample${found.extension}`);
    await fs.rename(part, file);
    return file;
  }
}
