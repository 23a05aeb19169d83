import { messageOf } from '../../../shared/messageOf.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import { Listeners } from '../../base/listeners.ts';
import type { Disposable, Logger } from '../../base/ports.ts';
import type { Catalog } from '../catalog.ts';
import { UserEntries } from './userEntries.ts';
import { readLatest } from './readLatest.ts';
import { watchFile } from './watchFile.ts';

/** The user's entries in the catalog. Follows changes of the file by other windows. */
export class AppliedEntries {
  /** Where a damaged file was moved, if there was one. */
  readonly damaged: string | undefined;
  readonly #catalog: Catalog;
  readonly #store: UserEntries;
  readonly #log: Logger;
  readonly #listeners: Listeners<undefined>;
  readonly #watch: Disposable;
  #entries: readonly ModelEntry[];

  private constructor(catalog: Catalog, file: string, { entries, setAside }: Stored, log: Logger) {
    this.damaged = setAside;
    this.#catalog = catalog;
    this.#store = new UserEntries(file);
    this.#log = log;
    this.#listeners = new Listeners('models', log);
    this.#entries = entries;
    catalog.useEntries(entries);
    this.#watch = watchFile(file, () => void this.#reread(), log);
  }

  /** Reads the file and applies its entries. Logs a failure, so that other models can run; saving reports it. */
  static async open(catalog: Catalog, file: string, log: Logger): Promise<AppliedEntries> {
    const stored = await new UserEntries(file).load().catch((error: unknown): Stored => {
      log.error(`Added models: ${messageOf(error)}`);
      return { entries: [] };
    });
    return new AppliedEntries(catalog, file, stored, log);
  }

  get entries(): readonly ModelEntry[] {
    return this.#entries;
  }

  async save(entry: ModelEntry): Promise<void> {
    this.#use(await this.#store.save(entry));
  }

  async remove(id: string): Promise<void> {
    this.#use(await this.#store.remove(id));
  }

  onChange(listener: () => void): Disposable {
    return this.#listeners.add(listener);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#listeners.clear();
  }

  #use(entries: readonly ModelEntry[]): void {
    this.#entries = entries;
    this.#catalog.useEntries(entries);
    this.#listeners.fire(undefined);
  }

  /** Another window may add, change or remove entries. */
  async #reread(): Promise<void> {
    try {
      const now = await readLatest(
        () => this.#entries,
        () => this.#store.read()
      );
      if (JSON.stringify(now) !== JSON.stringify(this.#entries)) this.#use(now);
    } catch (error) {
      this.#log.error(`Added models: ${messageOf(error)}`);
    }
  }
}

type Stored = Awaited<ReturnType<UserEntries['load']>>;
