import { idsInText, isUnreadable, plainText } from './idsInText.ts';
import { placesOf, plainName } from './jsonPlaces.ts';
import type { Place } from './jsonPlaces.ts';
import { createRepeatCheck, idsInPlaces, idsInTexts, isTaskId, textOf } from './possibleIds.ts';
import type { Fields } from './services/values.ts';
import { decode, isEmpty, isFields } from './services/values.ts';

/** Evidence of a task in the response to a submission, regardless of its code. */
export interface TaskClaim {
  /** Absent when the value in place of the ID is not a valid ID, or when the ID is only one of the `candidates`. */
  readonly taskId?: string;
  /** IDs that may be the ID of the task, since the response does not name it; at least one. */
  readonly candidates?: readonly string[];
}

/**
 * Fields that name the task of a submission, in lower case and without separators, in order of preference. Live
 * responses have `taskId` and an equal `recordId`.
 */
const ID_FIELDS = ['taskid', 'taskids', 'recordid', 'recordids'];
/** Mentions an ID in text that is not JSON: HTML, XML, a form, a log line. */
const MENTION = /(?:task|record|任务|任務)[\s_-]?ids?(?![a-z])/i;

/**
 * Finds the task that a response names: in `data`, at the top level, or anywhere else, also in text that is not JSON or
 * is cut off after the ID. Undefined when it names none; only such a response can prove a rejection.
 * @param json - the response; undefined when it is not JSON
 * @param text - the same response as text
 * @param sent - IDs in the request, which a response can repeat without naming a new task
 */
export function claimedTask(json: unknown, text: string, sent: ReadonlySet<string> = new Set()): TaskClaim | undefined {
  const texts = json === undefined ? spellingsOf(text) : [text];
  const places = json === undefined ? [] : [...placesOf(json)];
  const isRepeated = createRepeatCheck(sent);
  const inTexts = [...texts.flatMap(each => [...idsInText(each)]), ...idsInMessages(places, sent)];
  const named = [...idsIn(json, places), ...inTexts.filter(id => !isRepeated(id))];
  const taskId = named.find(id => isTaskId(id) && !sent.has(id));
  if (taskId !== undefined) return { taskId };
  const { ids, isPartial } = json === undefined ? idsInTexts(texts, sent) : idsInPlaces(json, places, sent);
  if (ids.length > 0) return { candidates: ids };
  const isUnsure = json === undefined && texts.some(each => MENTION.test(each) || isUnreadable(each));
  return named.length > 0 || isPartial || isUnsure ? {} : undefined;
}

/** Returns a text that is not JSON, also without the tags and escapes of HTML, and with quotes as in JSON. */
function spellingsOf(text: string): readonly string[] {
  const plain = plainText(text);
  return [...new Set([text, plain, plain.replaceAll("'", '"')])];
}

/** Returns all strings and numbers of a request, which a response could repeat. */
export function textsOf(input: unknown): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { value } of placesOf(input))
    if (typeof value === 'string' || typeof value === 'number') texts.add(String(value));
  return texts;
}

function* idsIn(json: unknown, places: readonly Place[]): Generator<string> {
  const data = isFields(json) ? decode(json['data']) : undefined;
  if (isFields(data)) yield* idsOf(data);
  for (const { value } of places) if (isFields(value)) yield* idsOf(value);
}

function* idsOf(fields: Fields): Generator<string> {
  const named = Object.entries(fields).map(([name, value]) => [plainName(name), value] as const);
  for (const field of ID_FIELDS) {
    for (const [name, value] of named) if (name === field) yield* idValues(value);
  }
}

/** Yields the IDs of a value. Other content in the place of an ID is evidence too, but no valid ID. */
function* idValues(value: unknown): Generator<string> {
  for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
    if (isEmpty(one) || one === false) continue;
    const id = textOf(one) ?? '[object]';
    if (id !== '') yield id;
  }
}

/** Yields IDs in the texts of a response, such as its message, except texts that repeat the request. */
function* idsInMessages(places: readonly Place[], sent: ReadonlySet<string>): Generator<string> {
  for (const { value } of places) if (typeof value === 'string' && !sent.has(value)) yield* idsInText(value);
}
