import fs from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { ModelEntry } from '../../../shared/model.ts';

interface Content {
  readonly version: 1;
  readonly models: readonly ModelEntry[];
}

/** The person's own entries, in a JSON file. Written whole and renamed into place, so that it is never half there. */
export class UserEntries {
  readonly #file: string;
  readonly #now: () => number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, now: () => number = Date.now) {
    this.#file = file;
    this.#now = now;
  }

  /**
   * What is stored. Entries that the format of this version does not know are left out, and the file as it was is set
   * aside under the name in `setAside`; so is a file that cannot be read at all.
   */
  async load(): Promise<{ readonly entries: readonly ModelEntry[]; readonly setAside?: string }> {
    let text: string;
    try {
      text = await fs.readFile(this.#file, 'utf8');
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return { entries: [] };
      throw error;
    }
    const { checkEntry } = await import('../format/checkEntry.ts');
    const stored = modelsOf(text);
    const entries = (stored ?? []).flatMap(item => {
      const { entry, problems } = checkEntry(item);
      return entry === undefined || problems.length > 0 ? [] : [entry];
    });
    if (stored?.length === entries.length) return { entries };
    const setAside = this.#file.replace(/(\.json)?$/, `.damaged-${String(this.#now())}.json`);
    await fs.copyFile(this.#file, setAside);
    await this.#write(entries);
    return { entries, setAside };
  }

  /** Stores an entry in place of one with the same id. Gives all that are stored now. */
  save(entry: ModelEntry): Promise<readonly ModelEntry[]> {
    return this.#change(entries => [...entries.filter(other => other.id !== entry.id), entry]);
  }

  /** Gives all that are left. */
  remove(id: string): Promise<readonly ModelEntry[]> {
    return this.#change(entries => entries.filter(other => other.id !== id));
  }

  /** What is stored now, after the changes under way. */
  read(): Promise<readonly ModelEntry[]> {
    return this.#next(async () => (await this.load()).entries);
  }

  /** One change at a time, upon what stands in the file now: another window may have written it. */
  #change(next: (entries: readonly ModelEntry[]) => readonly ModelEntry[]): Promise<readonly ModelEntry[]> {
    return this.#next(async () => {
      const entries = next((await this.load()).entries);
      await this.#write(entries);
      return entries;
    });
  }

  #next(run: () => Promise<readonly ModelEntry[]>): Promise<readonly ModelEntry[]> {
    const work = this.#turn.then(run);
    this.#turn = work.catch(() => undefined); // whoever asked gets the failure; the next change starts anew
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

/** The list in the file, or undefined when there is none to be found. */
function modelsOf(text: string): readonly unknown[] | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined; // set aside by the caller, who tells of it
  }
  const models = (content as Partial<Content> | null)?.models as unknown;
  return Array.isArray(models) ? (models as unknown[]) : undefined;
}
