import type { Fields } from './services/values.ts';
import { decode, isFields } from './services/values.ts';

/** What an answer to a submission says about a task, whatever its code: its id, or only that there is one. */
export interface TaskClaim {
  /** Absent when what stands in the place of the id cannot be one. */
  readonly taskId?: string;
}

const TASK_ID = /^[\w.-]{1,128}$/;
/** Fields that name the task of a submission, the best first. Live answers hold `taskId` and an equal `recordId`. */
const ID_FIELDS = ['taskId', 'task_id', 'recordId', 'record_id'];
/** An id field in JSON text; finds also what a second field of the same name hides from the parser. */
const ID_IN_TEXT = /"(?:task|record)_?id"\s{0,99}:\s{0,99}(?:"([^"\\]{1,200}"?)|(-?\d[\d.eE+-]{0,199}))/gi;
/** Bounds of the search through an answer of a strange shape. */
const MAX_NODES = 10_000;

export const isTaskId = (text: string): boolean => TASK_ID.test(text);

/**
 * The task that an answer names: in `data`, else at the top level, else anywhere. Undefined when it names none: only
 * such an answer can prove a refusal.
 * @param json the answer, undefined when it is not JSON (then an id is noticed, but not believed)
 * @param text the same as text
 * @param sent ids in the request, which an answer may repeat without naming a new task
 */
export function claimedTask(json: unknown, text: string, sent: ReadonlySet<string> = new Set()): TaskClaim | undefined {
  const named = [...idsIn(json), ...idsInText(text)];
  if (json === undefined) return named.length > 0 ? {} : undefined;
  const taskId = named.find(id => isTaskId(id) && !sent.has(id));
  if (taskId !== undefined) return { taskId };
  return named.length > 0 ? {} : undefined;
}

/** Every text in a request that an answer could repeat. */
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
    // Without its closing quote it is a part of something, and no id by its quote.
    const id = quoted?.endsWith('"') === true ? quoted.slice(0, -1) : quoted === undefined ? bare : `${quoted}"`;
    if (id !== undefined && id.trim() !== '') yield id.trim();
  }
}

/** A value and all inside of it, outer ones first; JSON in text is read too. */
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
