import fs from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { ModelEntry } from '../../../shared/model.ts';

interface Content {
  readonly version: 1;
  readonly models: readonly ModelEntry[];
}

/**
 * The user's entries in a JSON file, which is written to a temporary file and renamed, so that it is never incomplete.
 */
export class UserEntries {
  readonly #file: string;
  readonly #now: () => number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, now: () => number = Date.now) {
    this.#file = file;
    this.#now = now;
  }

  /**
   * Loads the stored entries. Entries that this version of the format does not support are left out, and the original
   * file is copied to the path in `setAside`. The same applies to an unreadable file.
   * @throws the error of the file system, except for a missing file
   */
  async load(): Promise<{ readonly entries: readonly ModelEntry[]; readonly setAside?: string }> {
    let text: string;
    try {
      text = await fs.readFile(this.#file, 'utf8');
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return { entries: [] };
      throw error;
    }
    const { storedEntry } = await import('../format/checkEntry.ts');
    const stored = modelsOf(text);
    const entries = (stored ?? []).flatMap(item => storedEntry(item) ?? []);
    if (stored?.length === entries.length) return { entries };
    const setAside = this.#file.replace(/(\.json)?$/, `.damaged-${String(this.#now())}.json`);
    await fs.copyFile(this.#file, setAside);
    await this.#write(entries);
    return { entries, setAside };
  }

  /** Saves an entry, replacing one with the same ID. Returns all stored entries. */
  save(entry: ModelEntry): Promise<readonly ModelEntry[]> {
    return this.#change(entries => [...entries.filter(other => other.id !== entry.id), entry]);
  }

  /** Removes an entry. Returns the remaining entries. */
  remove(id: string): Promise<readonly ModelEntry[]> {
    return this.#change(entries => entries.filter(other => other.id !== id));
  }

  /** The stored entries, after pending changes. */
  read(): Promise<readonly ModelEntry[]> {
    return this.#next(async () => (await this.load()).entries);
  }

  /** Runs one change at a time, on the current content of the file: another window may have written it. */
  #change(next: (entries: readonly ModelEntry[]) => readonly ModelEntry[]): Promise<readonly ModelEntry[]> {
    return this.#next(async () => {
      const entries = next((await this.load()).entries);
      await this.#write(entries);
      return entries;
    });
  }

  #next(run: () => Promise<readonly ModelEntry[]>): Promise<readonly ModelEntry[]> {
    const work = this.#turn.then(run);
    // The caller receives the failure; the next change starts from the file again.
    this.#turn = work.catch(() => undefined);
    return work;
  }

  async #write(models: readonly ModelEntry[]): Promise<void> {
    const content: Content = { version: 1, models };
    const draft = `${this.#file}.${randomUUID()}`;
    try {
      await fs.writeFile(draft, JSON.stringify(content, undefined, 1), { flush: true });
      await fs.rename(draft, this.#file);
    } catch (error) {
      await fs.rm(draft, { force: true });
      throw error;
    }
  }
}

/** The list in the file; undefined when there is none. */
function modelsOf(text: string): readonly unknown[] | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined; // The caller sets the file aside and reports it.
  }
  const models = (content as Partial<Content> | null)?.models as unknown;
  return Array.isArray(models) ? (models as unknown[]) : undefined;
}
