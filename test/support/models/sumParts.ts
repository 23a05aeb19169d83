import type { ModelEntry } from '../../../src/shared/model.ts';
import type { Rule } from '../../../src/shared/modelRule.ts';
import { seededRandom } from './seededRandom.ts';
import type { Part } from './ruleParts.ts';
import { filesOf } from './testFiles.ts';

type Draft = Readonly<Record<string, unknown>>;

const rnd = seededRandom(20261121);

/** A total above the limit, and one within it. */
export function sumPart(entry: ModelEntry, sum: NonNullable<Rule['sum']>, valueOf: (name: string) => unknown): Part {
  const names = Object.keys(sum.count ?? { [(sum.textLength ?? sum.seconds ?? '').replace(/[[.].*$/, '')]: 1 });
  const fill = (name: string): unknown => {
    const param = entry.params[name];
    if (param?.type !== 'array') return valueOf(name);
    const pool = Array.from({ length: 40 }, () => valueOf(name)).flatMap(value => value as unknown[]);
    if (sum.seconds !== undefined) {
      const file = filesOf(param.media ?? 'video')[Math.floor(rnd() * filesOf(param.media ?? 'video').length)];
      return Array.from({ length: param.maxItems ?? 3 }, () => file);
    }
    if (rnd() < 0.5) return pool.slice(0, param.maxItems ?? sum.max + 1);
    return pool.slice(0, 1 + Math.floor(rnd() * Math.min(param.maxItems ?? sum.max + 1, sum.max + 1)));
  };
  const long = (): Draft => {
    const list = [valueOf(names[0] ?? ''), valueOf(names[0] ?? '')].flat() as Record<string, unknown>[];
    const key = sum.textLength?.split('.').at(-1) ?? '';
    return {
      [names[0] ?? '']: list.map(item => ({ ...item, [key]: 'x'.repeat(Math.ceil((sum.max + 1) / list.length)) }))
    };
  };
  // A list with the same limit of its own reports the issue instead.
  const own = Number(entry.params[sum.seconds ?? '']?.limits?.['maxTotalDuration']) <= sum.max;
  if (own) return { what: 'sum', keeping: () => [Object.fromEntries(names.map(name => [name, valueOf(name)])), []] };
  return {
    what: 'sum',
    breaking: () => [
      sum.textLength === undefined ? Object.fromEntries(names.map(name => [name, fill(name)])) : long(),
      names
    ],
    keeping: () => [Object.fromEntries(names.slice(0, 1).map(name => [name, valueOf(name)])), []]
  };
}

/** A list with a duplicate value, and one without. */
export function uniquePart(path: string, valueOf: (name: string) => unknown): Part {
  const [name = '', key = ''] = path.split('[].');
  const items = (): Record<string, unknown>[] =>
    Array.from({ length: 9 }, () => valueOf(name)).flatMap(value => value as Record<string, unknown>[]);
  const first = (count: number): Record<string, unknown>[] =>
    items()
      .filter(item => item[key] !== undefined)
      .slice(0, count);
  return {
    what: path,
    breaking: () => {
      const [one, other] = first(2);
      return [{ [name]: [one, { ...other, [key]: one?.[key] }] }, [name]];
    },
    keeping: () => [{ [name]: first(2) }, []]
  };
}
