import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { isObject } from '../../../shared/guards.ts';

/** An answer and when it was read, in milliseconds since 1970. */
export interface StoredAnswer {
  readonly readAt: number;
  readonly value: unknown;
}

/**
 * The newest answers of the catalog about single models, one file each, shared by all windows. A file that is missing or
 * damaged is asked for again.
 */
export class StoredAnswers {
  readonly #folder: string;

  constructor(storageDir: string) {
    this.#folder = path.join(storageDir, 'liveModels');
  }

  async read(model: string, part: string): Promise<StoredAnswer | undefined> {
    try {
      const stored: unknown = JSON.parse(await fs.readFile(this.#file(model, part), 'utf8'));
      if (!isObject(stored) || stored['model'] !== model || typeof stored['readAt'] !== 'number') return undefined;
      return { readAt: stored['readAt'], value: stored['value'] };
    } catch {
      return undefined;
    }
  }

  /** Written to a temporary file and renamed, so that another window never reads half of it. */
  async write(model: string, part: string, { readAt, value }: StoredAnswer): Promise<void> {
    const file = this.#file(model, part);
    const draft = `${file}.${randomUUID()}`;
    await fs.mkdir(this.#folder, { recursive: true });
    try {
      await fs.writeFile(draft, JSON.stringify({ model, readAt, value }));
      await fs.rename(draft, file);
    } catch (error) {
      await fs.rm(draft, { force: true });
      throw error;
    }
  }

  /** Model IDs are text from outside, so they are not part of a path. */
  #file(model: string, part: string): string {
    return path.join(this.#folder, `${createHash('sha256').update(model).digest('hex').slice(0, 32)}-${part}.json`);
  }
}
