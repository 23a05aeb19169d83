import { idsInText, isUnreadable, plainText } from './idsInText.ts';
import type { Fields } from './services/values.ts';
import { decode, isEmpty, isFields } from './services/values.ts';

/** Evidence of a task in the response to a submission, regardless of its code. */
export interface TaskClaim {
  /** Absent when the value in place of the ID is not a valid ID. */
  readonly taskId?: string;
}

const TASK_ID = /^[\w.-]{1,128}$/;
/** Texts of a missing value. Two tasks with such an ID would be taken for one. */
const NO_ID = /^(?:null|nil|undefined|none|nan|na|true|false|pending|unknown|empty|0|-1|[._-]+)$/i;
/**
 * Fields that name the task of a submission, in lower case and without separators, in order of preference. Live
 * responses have `taskId` and an equal `recordId`.
 */
const ID_FIELDS = ['taskid', 'taskids', 'recordid', 'recordids'];
/** Mentions an ID in text that is not JSON: HTML, XML, a form, a log line. */
const MENTION = /(?:task|record)[\s_-]?ids?(?![a-z])/i;
/** A field with the ID of something that may be a task. */
const OTHER_ID = /^(?:.*I[dD]s?|(?:.*_)?ids?|ID|(?:uu|gu)id)$/;
/** IDs of requests, errors, accounts, files and inputs, which any rejection can contain. */
const UNRELATED_ID =
  /request|trace|span|user|account|session|model|parent|log|org|key|input|error|correlation|incident|event|ray|message|client|tenant|team|project|plan|product|file|upload|voice|field|param/i;
/** A field that may contain the ID of a task without ID in its name. */
const TASK_NAME =
  /^(?:(?:task|job|record|prediction|generation|submission)(?:no|number|uuid|guid|key|ref|handle)?s?|tid)$/;
/** A bare text that may be an ID: it has a digit. */
const BARE_ID = /^(?=\D*\d)[\w.-]{8,128}$/;
/** An item of a list that may be an ID. Stricter than BARE_ID, because names of fields can have a digit too. */
const LISTED_ID = /^(?:(?:task|job|record)[_-](?=\D*\d)[\w.-]{4,120}|(?=\D*\d)[0-9a-f-]{12,128})$/i;
/** Maximum nodes searched in a response of unknown shape. */
const MAX_NODES = 10_000;

/** Whether a string has the format of a task ID. */
export const isTaskId = (text: string): boolean => TASK_ID.test(text) && !NO_ID.test(text);

/**
 * Finds the task that a response names: in `data`, at the top level, or anywhere else, also in text that is not JSON or
 * is cut off after the ID. Undefined when it names none; only such a response can prove a rejection.
 * @param json - the response; undefined when it is not JSON
 * @param text - the same response as text
 * @param sent - IDs in the request, which a response can repeat without naming a new task
 */
export function claimedTask(json: unknown, text: string, sent: ReadonlySet<string> = new Set()): TaskClaim | undefined {
  const plain = json === undefined ? plainText(text) : text;
  const named = [
    ...idsIn(json),
    ...idsInText(text),
    ...(plain === text ? [] : idsInText(plain)),
    ...idsInMessages(json, sent)
  ];
  const taskId = named.find(id => isTaskId(id) && !sent.has(id));
  if (taskId !== undefined) return { taskId };
  const isUnsure =
    json === undefined ? [text, plain].some(each => MENTION.test(each) || isUnreadable(each)) : hasOtherId(json, sent);
  return named.length > 0 || isUnsure ? {} : undefined;
}

/** Returns all strings and numbers of a request, which a response could repeat. */
export function textsOf(input: unknown): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const value of nodesOf(input))
    if (typeof value === 'string' || typeof value === 'number') texts.add(String(value));
  return texts;
}

function* idsIn(json: unknown): Generator<string> {
  const data = isFields(json) ? decode(json['data']) : undefined;
  if (isFields(data)) yield* idsOf(data);
  for (const node of nodesOf(json)) if (isFields(node)) yield* idsOf(node);
}

function* idsOf(fields: Fields): Generator<string> {
  const named = Object.entries(fields).map(([name, value]) => [plainName(name), value] as const);
  for (const field of ID_FIELDS) {
    for (const [name, value] of named) if (name === field) yield* idValues(value);
  }
}

const plainName = (name: string): string =>
  name
    .slice(0, 40)
    .replace(/[\s._-]/g, '')
    .toLowerCase();

/** Yields the IDs of a value. Other content in the place of an ID is evidence too, but no valid ID. */
function* idValues(value: unknown): Generator<string> {
  for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
    if (isEmpty(one) || one === false) continue;
    const id = typeof one === 'string' || typeof one === 'number' ? String(one).trim() : '[object]';
    if (id !== '') yield id;
  }
}

/** Yields IDs in the texts of a response, such as its message, except texts that repeat the request. */
function* idsInMessages(json: unknown, sent: ReadonlySet<string>): Generator<string> {
  const texts = [...sent];
  for (const node of nodesOf(json)) {
    if (typeof node !== 'string' || sent.has(node)) continue;
    for (const id of idsInText(node)) if (!texts.some(text => text.includes(id))) yield id;
  }
}

/** Whether a field has, or may have, the ID of a task under another name. */
function isOtherId(name: string, id: string): boolean {
  if (name.length > 40) return false;
  if (TASK_NAME.test(plainName(name))) return BARE_ID.test(id);
  return OTHER_ID.test(name) && !UNRELATED_ID.test(name);
}

/**
 * Whether the response has, or may have, an ID that is not in the request, in a field whose name does not mention a task
 * ID.
 */
function hasOtherId(json: unknown, sent: ReadonlySet<string>): boolean {
  let seen = 0;
  const data = isFields(json) ? decode(json['data']) : undefined;
  const isNew = (id: string): boolean => isTaskId(id) && !sent.has(id);
  if (typeof data === 'string' && BARE_ID.test(data.trim()) && isNew(data.trim())) return true;
  for (const node of nodesOf(json)) {
    if (++seen >= MAX_NODES) return true; // the rest may have one
    if (Array.isArray(node) && node.some(id => typeof id === 'string' && LISTED_ID.test(id) && isNew(id))) return true;
    if (!isFields(node)) continue;
    for (const [name, value] of Object.entries(node))
      for (const id of idValues(value)) if (isNew(id) && isOtherId(name, id)) return true;
  }
  return false;
}

/** Yields a value and all nested values, breadth first. Decodes JSON in strings. */
function* nodesOf(root: unknown): Generator {
  let level: unknown[] = [root];
  for (let seen = 0; level.length > 0 && seen < MAX_NODES;) {
    const next: unknown[] = [];
    for (const raw of level) {
      if (++seen > MAX_NODES) return;
      let value = raw;
      for (let round = 0; round < 3 && typeof value === 'string' && /^\s*[[{"]/.test(value); round++)
        value = decode(value);
      yield value;
      if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) next.push(inner);
    }
    level = next;
  }
}
