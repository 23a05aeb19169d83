/** Reading of answers whose shape cannot be trusted. */
import { parseExact } from '../../http/exactJson.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a path of names, such as `response.sunoData`; the value itself for an empty path. */
export function at(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path.split('.').reduce<unknown>((inner, name) => (isFields(inner) ? inner[name] : undefined), value);
}

/** Text that says something; numbers count as text. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

export function number(value: unknown): number | undefined {
  const n = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof n === 'number' && Number.isFinite(n) ? n : undefined;
}

/** Milliseconds since 1970 of a time that a record has as a number or as text. */
const timeOf = (value: unknown): number | undefined => {
  const time = number(value) ?? (typeof value === 'string' ? Date.parse(value) : NaN);
  return Number.isNaN(time) ? undefined : time;
};

/** Milliseconds from the creation to the end of a finished task, by its record; `costTime` is in seconds. */
export function durationOf(record: Fields): number | undefined {
  const created = timeOf(record['createTime']);
  const completed = timeOf(record['completeTime']);
  const seconds = number(record['costTime']);
  const ms =
    created !== undefined && completed !== undefined ? completed - created : seconds && Math.round(seconds * 1_000);
  return ms !== undefined && ms > 0 ? ms : undefined;
}

/** JSON that arrives as text; other text stays what it is. */
export function decode(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return parseExact(raw);
  } catch {
    return raw; // plain text is a result too
  }
}

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isFields(value) && Object.values(value).every(isEmpty));

/** The id of a task in the answer to a submission. */
export const taskIdOf = (data: unknown): string | undefined =>
  isFields(data) ? text(data['taskId'] ?? data['task_id']) : undefined;

/** Longest answer that is kept as it is, in characters. */
const MAX_UNREAD = 256 * 1024;

/** An answer in which no result was found, as readable text; undefined when there is nothing in it. */
export function unreadAnswer(raw: unknown): string | undefined {
  const value = decode(raw);
  if (isEmpty(value)) return undefined;
  return (typeof value === 'string' ? value : JSON.stringify(value, null, 2)).slice(0, MAX_UNREAD);
}
