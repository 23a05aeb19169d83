import type { ModelEntry } from '../../../src/shared/model.ts';
import type { Constraint } from '../../../src/shared/modelRule.ts';
import { diceOf } from './dice.ts';
import type { Part } from './ruleParts.ts';
import { filesOf } from './universe.ts';

const rnd = diceOf(20261121);

/** One keyword of a constraint, with values that break it and values that satisfy it. */
export interface ConstraintPart {
  readonly what: string;
  readonly value?: () => unknown;
  readonly kept?: () => unknown;
  readonly then?: NonNullable<Part['then']>;
}

/** Splits a constraint into its keywords, one part each. */
export function constraintParts(
  entry: ModelEntry,
  name: string,
  constraint: Constraint,
  drawn: (name: string) => unknown
): ConstraintPart[] {
  const param = entry.params[name] ?? {};
  const some = (fits: (value: unknown) => boolean): unknown =>
    Array.from({ length: 40 }, () => drawn(name)).find(value => fits(value));
  const items = (count: number): unknown => {
    const pool = Array.from({ length: 30 }, () => drawn(name)).flatMap(value =>
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
    if (own === undefined || param.omitByDefault) add('required', { value: () => undefined, kept: () => drawn(name) });
    else add('required', { kept: () => undefined, then: { filled: name } });
  }
  if (constraint.default !== undefined) {
    add('default', { kept: () => undefined, then: { default: [name, constraint.default] } });
  }
  if (constraint.forbidden) add('forbidden', { value: () => drawn(name), kept: () => undefined });
  if (constraint.ignored) add('ignored', { kept: () => drawn(name), then: { ignored: name } });
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
  const bound = (
    word: string,
    limit: number | undefined,
    tight: boolean,
    value: () => unknown,
    kept: () => unknown
  ): void => {
    if (limit !== undefined) add(word, { ...(tight && { value }), kept });
  };
  const low = (own: number | undefined, limit = 0): boolean => limit > (own ?? -Infinity);
  const high = (own: number | undefined, limit = 0): boolean => limit < (own ?? Infinity);
  const text =
    (unit: string, count = 0) =>
    (): string =>
      unit.repeat(Math.max(0, count));
  bound(
    'minimum',
    minimum,
    low(param.minimum, minimum),
    () => (minimum ?? 0) - step,
    () => minimum
  );
  bound(
    'maximum',
    maximum,
    high(param.maximum, maximum),
    () => (maximum ?? 0) + step,
    () => maximum
  );
  bound(
    'minItems',
    minItems,
    low(param.minItems ?? 1, minItems),
    () => items((minItems ?? 0) - 1),
    () => items(minItems ?? 0)
  );
  bound(
    'maxItems',
    maxItems,
    high(param.maxItems, maxItems),
    () => items((maxItems ?? 0) + 1),
    () => items(maxItems ?? 0)
  );
  bound(
    'minLength',
    minLength,
    low(param.minLength ?? 1, minLength),
    text('x', (minLength ?? 0) - 1),
    text('x', minLength)
  );
  bound(
    'maxLength',
    maxLength,
    high(param.maxLength, maxLength),
    text('x', (maxLength ?? 0) + 1),
    text('👍', maxLength)
  );
  if (seconds) {
    const files = filesOf(param.media ?? param.items?.media ?? 'video');
    const wrap = (file: unknown): unknown => (param.type === 'array' ? [file] : file);
    add('seconds', { value: () => wrap(files[Math.floor(rnd() * files.length)]), kept: () => wrap(files[0]) });
  }
  return found;
}
