import path from 'node:path';
import { messageOf } from '../../../shared/messageOf.ts';
import { Listeners } from '../../base/listeners.ts';
import type { Clock, Disposable, EngineSettings, Logger } from '../../base/ports.ts';
import type { RateLimitWindow } from '../../http/rateLimit/rateLimit.ts';
import type { CallOptions, LiveCatalogCalls } from '../../kie/clientTypes.ts';
import type { Catalog } from '../catalog.ts';
import { readLatest } from '../docs/readLatest.ts';
import { watchFile } from '../docs/watchFile.ts';
import { ListFile } from './listFile.ts';
import type { StoredList } from './storedList.ts';

export interface LiveModelsParts {
  readonly calls: Pick<LiveCatalogCalls, 'models' | 'schema'>;
  readonly catalog: Catalog;
  readonly storageDir: string;
  readonly apiKey: () => Promise<string | undefined>;
  readonly settings: () => Pick<EngineSettings, 'catalogSync'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Aborts all calls. */
  readonly signal: AbortSignal;
  /** Limits the attempts without a request of the user, in all windows together. */
  readonly attempts: RateLimitWindow;
}

/** Age at which the list is read again, in milliseconds. */
const MAX_AGE_MS = 24 * 3_600_000;

/** `engine.liveModels`: KIE's own list of models, and entries for those that the catalog does not have. */
export class LiveModels {
  readonly #parts: LiveModelsParts;
  readonly #file: ListFile;
  readonly #listeners: Listeners<undefined>;
  readonly #watch: Disposable;
  #list: StoredList | undefined;
  /** The setting with which the list was applied last. */
  #wasOff = false;
  #reading: Promise<void> | undefined;

  private constructor(parts: LiveModelsParts, file: ListFile, list: StoredList | undefined) {
    this.#parts = parts;
    this.#file = file;
    this.#listeners = new Listeners('live models', parts.log);
    this.#use(list);
    this.#watch = watchFile(file.path, () => void this.#reread(), parts.log);
  }

  /** Applies the list that was read last, by any window. No network access. */
  static async open(parts: LiveModelsParts): Promise<LiveModels> {
    const file = new ListFile(path.join(parts.storageDir, 'live-models.json'));
    return new LiveModels(parts, file, await file.read());
  }

  /** The last list; undefined without one, and when the user does not want it. */
  get list(): StoredList | undefined {
    return this.#isOff ? undefined : this.#list;
  }

  get #isOff(): boolean {
    return this.#parts.settings().catalogSync === 'off';
  }

  /**
   * Call when the form or a model picker is used: reads the list in the background when it is a day old, at most once an
   * hour in all windows. Never rejects: offline, the last list applies.
   */
  refresh(): Promise<void> {
    if (this.#isOff !== this.#wasOff) this.#use(this.#list);
    this.#reading ??= this.#readDaily()
      .catch((error: unknown) => this.#parts.log.debug(`KIE's list of models was not read: ${messageOf(error)}`))
      .finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  /**
   * Reads the list and the schemas of new models now. `onProgress` receives the number of schemas read and their total.
   * @throws KieError
   */
  async check(onProgress?: (done: number, of: number) => void, signal?: AbortSignal): Promise<StoredList> {
    await this.#reading;
    const ours = this.#parts.signal;
    const options = { signal: signal === undefined ? ours : AbortSignal.any([ours, signal]), watched: true };
    return this.#read(options, onProgress);
  }

  /** Called after the list has changed, in this or another window. */
  onChange(listener: () => void): Disposable {
    return this.#listeners.add(listener);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#listeners.clear();
  }

  async #readDaily(): Promise<void> {
    const { settings, apiKey, clock, attempts, signal } = this.#parts;
    if ((settings().catalogSync ?? 'daily') !== 'daily') return;
    const age = clock.now() - (this.#list?.readAt ?? 0);
    if (age >= 0 && age < MAX_AGE_MS) return;
    if (((await apiKey())?.trim() ?? '') === '' || attempts.take(clock.now()) > 0) return;
    await this.#read({ signal });
  }

  async #read(options: CallOptions, onProgress?: (done: number, of: number) => void): Promise<StoredList> {
    const { readList } = await import('./readList.ts');
    const before = this.#list ?? (await this.#file.read());
    return readList(this.#parts, before, {
      options,
      save: async list => {
        await this.#file.write(list);
        this.#use(list);
      },
      ...(onProgress === undefined ? {} : { onProgress })
    });
  }

  /** Another window may have read the list. */
  async #reread(): Promise<void> {
    const list = await readLatest(
      () => this.#list,
      () => this.#file.read()
    );
    if (list !== undefined && JSON.stringify(list) !== JSON.stringify(this.#list)) this.#use(list);
  }

  #use(list: StoredList | undefined): void {
    this.#list = list;
    this.#wasOff = this.#isOff;
    this.#parts.catalog.useLiveEntries(this.list?.entries ?? []);
    this.#listeners.fire(undefined);
  }
}
