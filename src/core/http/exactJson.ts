/** Third argument of a JSON.parse reviver for primitive values (V8 11.4 or newer). */
interface Context {
  readonly source?: string;
}
type Reviver = (this: unknown, key: string, value: unknown) => unknown;

/** Names of fields that hold IDs: `id`, `taskId`, `task_id`, `taskIDs`. */
const ID_FIELD = /(?:^|_)ids?$|I[dD]s?$/;

/**
 * Parses JSON without losing digits: returns numbers in ID fields, and numbers that a double cannot represent (integers
 * above 2^53, `1e400`, `-0`), as their source text.
 * @throws SyntaxError for text that is not JSON, RangeError for JSON that is nested too deeply
 */
export function parseExact(text: string): unknown {
  const exact = (key: string, value: unknown, context: Context): unknown =>
    typeof value === 'number' && (ID_FIELD.test(key) || !isExact(value)) ? (context.source ?? value) : value;
  return JSON.parse(text, exact as Reviver);
}

const isExact = (value: number): boolean =>
  Number.isFinite(value) && !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value));
