/** Readers for responses of untrusted shape. */
import { parseExact } from '../../http/exactJson.ts';
import { jsonText } from './jsonText.ts';

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the value at a path such as `response.sunoData`; the value itself for an empty path. */
export function at(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path.split('.').reduce<unknown>((inner, name) => (isFields(inner) ? inner[name] : undefined), value);
}

/** Returns a nonempty string; converts numbers. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** Returns a finite number; converts strings. */
export function number(value: unknown): number | undefined {
  const n = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof n === 'number' && Number.isFinite(n) ? n : undefined;
}

/** Returns a record's time, a number or string, in milliseconds since 1970. */
const timeOf = (value: unknown): number | undefined => {
  const time = number(value) ?? (typeof value === 'string' ? Date.parse(value) : NaN);
  return Number.isNaN(time) ? undefined : time;
};

/** Returns the milliseconds from creation to completion of a finished task; `costTime` is in seconds. */
export function durationOf(record: Fields): number | undefined {
  const created = timeOf(record['createTime']);
  const completed = timeOf(record['completeTime']);
  const seconds = number(record['costTime']);
  const ms =
    created !== undefined && completed !== undefined ? completed - created : seconds && Math.round(seconds * 1_000);
  return ms !== undefined && ms > 0 ? ms : undefined;
}

/** Parses a JSON string; returns other values unchanged. */
export function decode(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return parseExact(raw.trim()); // also removes a byte order mark
  } catch {
    return raw; // plain text
  }
}

/** Whether a value is empty, or an object with only empty values. */
export function isEmpty(value: unknown): boolean {
  const open = [value];
  while (open.length > 0) {
    const inner = open.pop();
    if (isFields(inner)) for (const field of Object.values(inner)) open.push(field);
    else if (Array.isArray(inner) ? inner.length > 0 : inner !== undefined && inner !== null && inner !== '')
      return false;
  }
  return true;
}

/** Returns the task ID in the response to a submission. */
export const taskIdOf = (data: unknown): string | undefined =>
  isFields(data) ? text(data['taskId'] ?? data['task_id']) : undefined;

/** Returns a response without results as readable text, uncut; undefined when it is empty. */
export function unreadResponse(raw: unknown): string | undefined {
  const value = decode(raw);
  if (isEmpty(value)) return undefined;
  return typeof value === 'string' ? value : jsonText(value);
}
