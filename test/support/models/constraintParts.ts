import type { ModelEntry } from '../../../src/shared/model.ts';
import type { Constraint } from '../../../src/shared/modelRule.ts';
import { seededRandom } from './seededRandom.ts';
import type { Part } from './ruleParts.ts';
import { filesOf } from './testFiles.ts';

const rnd = seededRandom(20261121);

/** One keyword of a constraint, with values that break it and values that satisfy it. */
export interface ConstraintPart {
  readonly what: string;
  readonly value?: () => unknown;
  readonly kept?: () => unknown;
  readonly then?: NonNullable<Part['then']>;
}

/** Returns values that break a bound, and values that satisfy it. */
type BoundValues = (limit: number) => { readonly breaking: () => unknown; readonly keeping: () => unknown };

/** Splits a constraint into its keywords, one part each. */
export function constraintParts(
  entry: ModelEntry,
  name: string,
  constraint: Constraint,
  valueOf: (name: string) => unknown
): ConstraintPart[] {
  const param = entry.params[name] ?? {};
  const some = (fits: (value: unknown) => boolean): unknown =>
    Array.from({ length: 40 }, () => valueOf(name)).find(value => fits(value));
  const items = (count: number): unknown => {
    const pool = Array.from({ length: 30 }, () => valueOf(name)).flatMap(value =>
      Array.isArray(value) ? (value as unknown[]) : []
    );
    return pool.slice(0, count);
  };
  const found: ConstraintPart[] = [];
  const add = (word: string, part: Omit<ConstraintPart, 'what'>): void => {
    found.push({ what: `${name} ${word}`, ...part });
  };
  const own = constraint.default ?? param.default;
  if (constraint.required) {
    if (own === undefined || param.omitByDefault)
      add('required', { value: () => undefined, kept: () => valueOf(name) });
    else add('required', { kept: () => undefined, then: { filled: name } });
  }
  if (constraint.default !== undefined) {
    add('default', { kept: () => undefined, then: { default: [name, constraint.default] } });
  }
  if (constraint.forbidden) add('forbidden', { value: () => valueOf(name), kept: () => undefined });
  if (constraint.ignored) add('ignored', { kept: () => valueOf(name), then: { ignored: name } });
  const only = constraint.enum;
  if (only) {
    add('enum', {
      value: () => some(value => !only.includes(value as string)),
      kept: () => only[Math.floor(rnd() * only.length)]
    });
  }
  for (const value of constraint.notEnum ?? []) {
    add(`not ${String(value)}`, {
      value: () => value,
      kept: () => some(other => !constraint.notEnum?.includes(other as string))
    });
  }
  const step = param.multipleOf ?? param.step ?? (param.type === 'integer' ? 1 : 0.5);
  const { minimum, maximum, minItems, maxItems, minLength, maxLength, seconds } = constraint;
  // A bound that is no tighter than the parameter's own never breaks alone. Empty lists and texts count as unset.
  const bound = (word: string, limit: number | undefined, isTight: boolean, values: BoundValues): void => {
    if (limit === undefined) return;
    const { breaking, keeping } = values(limit);
    add(word, { ...(isTight && { value: breaking }), kept: keeping });
  };
  const low = (own: number | undefined, limit = 0): boolean => limit > (own ?? -Infinity);
  const high = (own: number | undefined, limit = 0): boolean => limit < (own ?? Infinity);
  const text = (unit: string, count: number) => (): string => unit.repeat(Math.max(0, count));
  bound('minimum', minimum, low(param.minimum, minimum), limit => ({
    breaking: () => limit - step,
    keeping: () => limit
  }));
  bound('maximum', maximum, high(param.maximum, maximum), limit => ({
    breaking: () => limit + step,
    keeping: () => limit
  }));
  bound('minItems', minItems, low(param.minItems ?? 1, minItems), limit => ({
    breaking: () => items(limit - 1),
    keeping: () => items(limit)
  }));
  bound('maxItems', maxItems, high(param.maxItems, maxItems), limit => ({
    breaking: () => items(limit + 1),
    keeping: () => items(limit)
  }));
  bound('minLength', minLength, low(param.minLength ?? 1, minLength), limit => ({
    breaking: text('x', limit - 1),
    keeping: text('x', limit)
  }));
  bound('maxLength', maxLength, high(param.maxLength, maxLength), limit => ({
    breaking: text('x', limit + 1),
    keeping: text('👍', limit)
  }));
  if (seconds) {
    const files = filesOf(param.media ?? param.items?.media ?? 'video');
    const wrap = (file: unknown): unknown => (param.type === 'array' ? [file] : file);
    add('seconds', { value: () => wrap(files[Math.floor(rnd() * files.length)]), kept: () => wrap(files[0]) });
  }
  return found;
}
