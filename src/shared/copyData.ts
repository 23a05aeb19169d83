/** No model takes more levels. */
export const MAX_INPUT_LEVELS = 50;
/** No model takes more values. */
const MAX_VALUES = 100_000;

/** `type`: JSON cannot express the value. `size`: the data is too large, too deep, or contains itself. */
export type CopyProblem = 'type' | 'size';

/** A value that cannot be copied. */
export class CopyError extends Error {
  readonly problem: CopyProblem;
  /** Where the value is: `dialogue_turns[0].text`; empty for the whole data. */
  readonly path: string;

  constructor(problem: CopyProblem, path: string) {
    super(`Cannot copy the value at "${path}": ${problem}.`);
    this.problem = problem;
    this.path = path;
  }
}

/**
 * Copies foreign data into plain data that is equal to its JSON, so that the validated, the priced and the sent request
 * cannot differ. Reads every property once. Properties without a value are left out; gaps of a list become null.
 *
 * @param textOf - returns the text of an object that is sent as text, such as a Uri
 * @throws {CopyError} for data that JSON cannot express without a loss, and the errors of getters
 */
export function copyData(data: unknown, textOf: (value: object) => string | undefined = () => undefined): unknown {
  let count = 0;
  const copy = (value: unknown, path: string, depth: number): unknown => {
    if (++count > MAX_VALUES || depth > MAX_INPUT_LEVELS) throw new CopyError('size', path);
    switch (typeof value) {
      case 'string':
      case 'boolean':
      case 'undefined':
        return value;
      case 'number':
        if (!Number.isFinite(value)) throw new CopyError('type', path);
        return value + 0; // JSON has no -0
      case 'object':
        return value === null ? null : (textOf(value) ?? copyObject(value, path, depth + 1));
      case 'bigint':
      case 'symbol':
      case 'function':
        throw new CopyError('type', path);
    }
  };
  const copyObject = (value: object, path: string, depth: number): unknown => {
    if (Array.isArray(value)) {
      const list = value as readonly unknown[];
      const { length } = list;
      if (length > MAX_VALUES) throw new CopyError('size', path);
      return Array.from({ length }, (_, index) => copy(list[index], `${path}[${index}]`, depth) ?? null);
    }
    // The entries of a Map, a Date or bytes are not their content.
    if (Object.prototype.toString.call(value) !== '[object Object]') throw new CopyError('type', path);
    const entries = Object.entries(value).map(
      ([name, inner]) => [name, copy(inner, path === '' ? name : `${path}.${name}`, depth)] as const
    );
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
  };
  return copy(data, '', 0);
}
