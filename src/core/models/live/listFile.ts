import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import type { Guard } from '../../../shared/guards.ts';
import { isNumber, isObject, isString, listOf, object, oneOf, optional } from '../../../shared/guards.ts';
import type { LiveEntry } from '../catalog.ts';
import type { ListedModel, StoredList, UnusableModel } from './storedList.ts';

const MAX_FILE_BYTES = 20_000_000;

const isListed: Guard<ListedModel> = object({
  model: isString,
  title: optional(isString),
  provider: optional(isString),
  taskTypes: listOf(isString),
  description: optional(isString),
  price: optional(isString),
  since: isNumber,
  unlistedSince: optional(isNumber)
});
const isUnusable: Guard<UnusableModel> = object({
  model: isString,
  reason: oneOf('no-schema', 'no-task', 'unreadable'),
  detail: optional(isString),
  readAt: isNumber
});
const isStored = object({
  version: oneOf('1'),
  readAt: isNumber,
  models: listOf(isListed),
  entries: listOf(object({ entry: isObject, source: object({ readAt: isNumber, unsupported: listOf(isString) }) })),
  unusable: listOf(isUnusable)
});

/** The file of KIE's list in the storage folder, shared by all windows. */
export class ListFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Returns the stored list; undefined without one. A damaged file counts as none, since KIE has its content. */
  async read(): Promise<StoredList | undefined> {
    let stored: unknown;
    try {
      if ((await fs.stat(this.path)).size > MAX_FILE_BYTES) return undefined;
      stored = JSON.parse(await fs.readFile(this.path, 'utf8'));
    } catch {
      return undefined;
    }
    if (!isStored(stored)) return undefined;
    const { readAt, models, unusable } = stored;
    return { readAt, models, unusable, entries: await validEntries(stored.entries) };
  }

  /** Writes a temporary file and renames it, so that no window reads half of it. */
  async write(list: StoredList): Promise<void> {
    const draft = `${this.path}.${randomUUID()}`;
    try {
      await fs.writeFile(draft, JSON.stringify({ version: '1', ...list }));
      await fs.rename(draft, this.path);
    } catch (error) {
      await fs.rm(draft, { force: true });
      throw error;
    }
  }
}

type Unchecked = Readonly<Record<'entry', unknown>> & Omit<LiveEntry, 'entry'>;

/** An older version may have written entries that this one does not support. The format is loaded only for entries. */
async function validEntries(stored: readonly Unchecked[]): Promise<readonly LiveEntry[]> {
  if (stored.length === 0) return [];
  const { storedEntry } = await import('../format/checkEntry.ts');
  return stored.flatMap(({ entry: unchecked, source }) => {
    const entry = storedEntry(unchecked);
    return entry === undefined ? [] : [{ entry, source }];
  });
}
