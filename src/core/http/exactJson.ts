/** What JSON.parse tells its reviver about a primitive value (V8 11.4 and newer). */
interface Context {
  readonly source?: string;
}
type Reviver = (this: unknown, key: string, value: unknown) => unknown;

/** Names of fields that hold ids: `id`, `taskId`, `task_id`, `taskIDs`. */
const ID_FIELD = /(?:^|_)ids?$|I[dD]s?$/;

/**
 * Parses JSON without losing a digit: numbers in id fields, and all that a double cannot hold (integers above 2^53, `1e400`,
 * `-0`), come as their own text.
 * @throws {SyntaxError} for text that is not JSON, {RangeError} for JSON that is nested too deeply
 */
export function parseExact(text: string): unknown {
  const exact = (key: string, value: unknown, context: Context): unknown =>
    typeof value === 'number' && (ID_FIELD.test(key) || !isExact(value)) ? (context.source ?? value) : value;
  return JSON.parse(text, exact as Reviver);
}

const isExact = (value: number): boolean =>
  Number.isFinite(value) && !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value));
