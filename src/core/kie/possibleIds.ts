import { MAX_NODES, plainName, TASK_ID_NAME, TASK_NAME } from './jsonPlaces.ts';
import type { Place } from './jsonPlaces.ts';
import { idsBesideTask } from './idsInText.ts';
import type { Fields } from './services/values.ts';
import { decode, isFields } from './services/values.ts';

const TASK_ID = /^[\w.-]{1,128}$/;
/** Texts of a missing value. Two tasks with such an ID would be taken for one. */
const NO_ID = /^(?:null|nil|undefined|none|nan|na|true|false|pending|unknown|empty|0|-1|[._-]+)$/i;
/** A field with the ID of something that may be a task. */
const OTHER_ID = /^(?:.*I[dD]s?|(?:.*_)?ids?|ID|(?:uu|gu)id)$/;
/** IDs of requests, errors, accounts, files and inputs, which any rejection can contain. */
const UNRELATED_ID =
  /request|trace|span|user|account|session|model|parent|log|org|key|input|error|correlation|incident|event|ray|message|client|tenant|team|project|plan|product|file|upload|voice|field|param/i;
/** Names inside a task for what identifies it. */
const IDENTIFIER = /^(?:u?id|no|num|number|ref|reference|handle|name|code|hash)$/;
/** A bare text that may be an ID: it has a digit. */
const BARE_ID = /^(?=\D*\d)[\w.-]{8,128}$/;
const BARE_NUMBER = /^\d{8,128}$/;
/** An item of a list that may be an ID. Stricter than BARE_ID, because names of fields can have a digit too. */
const LISTED_ID = /^(?:(?:task|job|record)[_-](?=\D*\d)[\w.-]{4,120}|(?=\D*\d)[0-9a-f-]{12,128})$/i;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** A form or the query of a URL. */
const FORM_FIELD = /(?:^|[?&\s])(?:task|record)_?ids?=([\w.-]{1,128})/i;
/** Maximum number of IDs to return, and of texts with a URL or the name of a task to search. */
const MAX_IDS = 10;
/** A shorter ID can be part of another word in the request. */
const MIN_PART_CHARS = 8;

/** Whether a string has the format of a task ID. */
export const isTaskId = (text: string): boolean => TASK_ID.test(text) && !NO_ID.test(text);

/** IDs that may be that of the task. */
export interface PossibleIds {
  /** At most 10, without duplicates. */
  readonly ids: readonly string[];
  /** Not the whole response was searched, so it may contain more. */
  readonly isPartial: boolean;
}

/**
 * Finds IDs in JSON that no field and no text calls the ID of a task, but which may be one: under another name, as the
 * name of a field, in a URL, or in a text about a task.
 * @param places - all places of the JSON that were searched
 * @param sent - texts of the request, which a response can repeat without naming a new task
 */
export function idsInPlaces(json: unknown, places: readonly Place[], sent: ReadonlySet<string>): PossibleIds {
  const ids = new Set<string>();
  const isRepeated = createRepeatCheck(sent);
  const isNew = (id: string): boolean => isTaskId(id) && !isRepeated(id);
  for (const id of inData(json)) if (isNew(id)) ids.add(id);
  for (const place of places) {
    if (ids.size >= MAX_IDS) break;
    for (const id of inPlace(place, sent)) if (isNew(id)) ids.add(id);
  }
  return { ids: [...ids].slice(0, MAX_IDS), isPartial: places.length >= MAX_NODES };
}

/** Finds IDs in a response that is not JSON, which a sentence about a task may contain. */
export function idsInTexts(texts: readonly string[], sent: ReadonlySet<string>): PossibleIds {
  const isRepeated = createRepeatCheck(sent);
  const ids = new Set(texts.flatMap(text => [...idsBesideTask(text, false)]));
  return { ids: [...ids].filter(id => isTaskId(id) && !isRepeated(id)).slice(0, MAX_IDS), isPartial: false };
}

/** Creates a check for IDs that are, or are part of, one of these texts of the request. */
export function createRepeatCheck(sent: ReadonlySet<string>): (id: string) => boolean {
  let texts: readonly string[] | undefined;
  return id => {
    if (sent.has(id) || id.length < MIN_PART_CHARS) return sent.has(id);
    texts ??= [...sent].map(text => text.toLowerCase());
    const lower = id.toLowerCase();
    return texts.some(text => text.includes(lower));
  };
}

/** Yields the ID of a response whose `data` is the ID. */
function* inData(json: unknown): Generator<string> {
  const data = isFields(json) ? decode(json['data']) : undefined;
  const id = textOf(data);
  if (id !== undefined && (typeof data === 'number' ? BARE_NUMBER : BARE_ID).test(id)) yield id;
}

function* inPlace(place: Place, sent: ReadonlySet<string>): Generator<string> {
  const { name, value } = place;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'string' && LISTED_ID.test(item)) yield item;
    return;
  }
  if (isFields(value)) {
    yield* inNames(name, value);
    return;
  }
  const id = textOf(value);
  if (id === undefined) return;
  if (isPossible(place, id)) yield id;
  if (typeof value !== 'string' || sent.has(value)) return;
  const field = FORM_FIELD.exec(value)?.[1];
  if (field !== undefined) yield field;
  yield* idsBesideTask(value, true);
}

/** Yields names of fields that are IDs, as in a map from IDs to tasks. */
function* inNames(name: string, fields: Fields): Generator<string> {
  const isTasks = TASK_NAME.test(plainName(name));
  for (const [key, inner] of Object.entries(fields))
    if (isHexId(key) || (isTasks && isFields(inner) && BARE_ID.test(key))) yield key;
}

/** Whether a field has, or may have, the ID of a task under another name. */
function isPossible({ name, isInTask }: Place, id: string): boolean {
  const plain = plainName(name);
  if (TASK_ID_NAME.test(plain) || (TASK_NAME.test(plain) && BARE_ID.test(id))) return true;
  if (name.length > 40 || UNRELATED_ID.test(name)) return false;
  if (OTHER_ID.test(name)) return true;
  return isInTask && (isHexId(id) || (IDENTIFIER.test(plain) && BARE_ID.test(id)));
}

/** Whether a text is a UUID or a hexadecimal ID. A number alone can be a time. */
const isHexId = (text: string): boolean =>
  UUID.test(text) || (/^[0-9a-f]{12,128}$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text));

/** Returns a string without surrounding spaces and invisible characters, or a number as text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  let start = 0;
  let end = value.length;
  while (start < end && INVISIBLE.test(value.charAt(start))) start++;
  while (end > start && INVISIBLE.test(value.charAt(end - 1))) end--;
  return value.slice(start, end);
}

const INVISIBLE = /[\s\p{Cc}\p{Cf}]/u;
