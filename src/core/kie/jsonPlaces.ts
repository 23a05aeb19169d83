import type { Fields } from './services/values.ts';
import { decode } from './services/values.ts';

/** Maximum nodes searched in a response of unknown shape. */
export const MAX_NODES = 10_000;

/** A value inside JSON. */
export interface Place {
  /** Name of its field; items of a list have the name of the list. */
  readonly name: string;
  readonly value: unknown;
  /** Whether a field around it names a task. */
  readonly isInTask: boolean;
}

/**
 * Names of fields that hold a task, or its ID without the word ID, in lower case and without separators.
 */
export const TASK_NAME =
  /^(?:(?:task|job|record|prediction|generation|submission)(?:no|number|uuid|guid|key|ref|handle)?s?|tid)$/;

/** Names for the ID of a task in another spelling, or with a word before it: `kieTaskId`, `id_task`. */
export const TASK_ID_NAME =
  /^(?!parent)[a-z\d]{0,40}(?:task|job|record)(?:id|ident|identifier|uid|uuid|guid)s?$|^ids?(?:of)?(?:task|job|record)s?$/;
/** Names of the text of an ID that is an object. */
const TEXT_NAME = /^(?:value|text|\$oid)$/;

/** Returns a name in lower case without separators. A long one is cut. */
export const plainName = (name: string): string =>
  name
    .slice(0, 40)
    .replace(/[\s._-]/g, '')
    .toLowerCase();

/** Yields a value and all nested values, breadth first, up to the maximum. Decodes JSON in strings. */
export function* placesOf(root: unknown): Generator<Place> {
  let level: Place[] = [{ name: '', value: root, isInTask: false }];
  for (let seen = 0; level.length > 0 && seen < MAX_NODES;) {
    const next: Place[] = [];
    for (const { name, value: raw, isInTask } of level) {
      if (++seen > MAX_NODES) return;
      const value = decoded(raw);
      yield { name, value, isInTask };
      if (typeof value !== 'object' || value === null) continue;
      const isTask = isInTask || TASK_NAME.test(plainName(name));
      const list: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
      const inner =
        list === undefined
          ? Object.entries(value as Fields).map(([key, field]) => ({
              name: nameIn(name, key),
              value: field,
              isInTask: isTask
            }))
          : list.slice(0, MAX_NODES).map(item => ({ name, value: item, isInTask: isTask }));
      // One more than is searched, so that a search can detect its limit.
      for (const place of inner.slice(0, MAX_NODES - next.length + 1)) next.push(place);
    }
    level = next;
  }
}

/** Returns the name of a field: for the text of an ID that is an object, the name of the object. */
const nameIn = (outer: string, name: string): string =>
  TEXT_NAME.test(name) && TASK_ID_NAME.test(plainName(outer)) ? outer : name;

function decoded(raw: unknown): unknown {
  let value = raw;
  for (let round = 0; round < 3 && typeof value === 'string' && /^\s*[[{"]/.test(value); round++) value = decode(value);
  return value;
}
