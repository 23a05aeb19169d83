import type { Fields } from './services/values.ts';
import { decode, isFields } from './services/values.ts';

/** Evidence of a task in the response to a submission, regardless of its code. */
export interface TaskClaim {
  /** Absent when the value in place of the ID is not a valid ID. */
  readonly taskId?: string;
}

const TASK_ID = /^[\w.-]{1,128}$/;
/**
 * Fields that name the task of a submission, in order of preference. Live responses have `taskId` and an equal
 * `recordId`.
 */
const ID_FIELDS = ['taskId', 'task_id', 'recordId', 'record_id'];
/** An ID field in JSON text. Also finds a field that the parser drops because its name occurs twice. */
const ID_IN_TEXT = /"(?:task|record)_?id"\s{0,99}:\s{0,99}(?:"([^"\\]{1,200}"?)|(-?\d[\d.eE+-]{0,199}))/gi;
/** Maximum nodes searched in a response of unknown shape. */
const MAX_NODES = 10_000;

/** Whether a string has the format of a task ID. */
export const isTaskId = (text: string): boolean => TASK_ID.test(text);

/**
 * Finds the task that a response names: in `data`, at the top level, or anywhere else. Undefined when it names none;
 * only such a response can prove a rejection.
 * @param json - the response; undefined when it is not JSON (an ID is then evidence of a task, but not trusted)
 * @param text - the same response as text
 * @param sent - IDs in the request, which a response can repeat without naming a new task
 */
export function claimedTask(json: unknown, text: string, sent: ReadonlySet<string> = new Set()): TaskClaim | undefined {
  const named = [...idsIn(json), ...idsInText(text)];
  if (json === undefined) return named.length > 0 ? {} : undefined;
  const taskId = named.find(id => isTaskId(id) && !sent.has(id));
  if (taskId !== undefined) return { taskId };
  return named.length > 0 ? {} : undefined;
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
  for (const name of ID_FIELDS) {
    const value = fields[name];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const id = String(value).trim();
    if (id !== '') yield id;
  }
}

function* idsInText(text: string): Generator<string> {
  for (const [, quoted, bare] of text.matchAll(ID_IN_TEXT)) {
    // Without a closing quote it is part of a longer string. The appended quote makes it an invalid ID.
    const id = quoted?.endsWith('"') === true ? quoted.slice(0, -1) : quoted === undefined ? bare : `${quoted}"`;
    if (id !== undefined && id.trim() !== '') yield id.trim();
  }
}

/** Yields a value and all nested values, breadth first. Decodes JSON in strings. */
function* nodesOf(root: unknown): Generator {
  let level: unknown[] = [root];
  for (let seen = 0; level.length > 0 && seen < MAX_NODES;) {
    const next: unknown[] = [];
    for (const raw of level) {
      if (++seen > MAX_NODES) return;
      const value = typeof raw === 'string' && /^\s*[[{]/.test(raw) ? decode(raw) : raw;
      yield value;
      if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) next.push(inner);
    }
    level = next;
  }
}
