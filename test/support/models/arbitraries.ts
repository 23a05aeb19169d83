import fc from 'fast-check';
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import { filesOf } from './testFiles.ts';

type Any = fc.Arbitrary<unknown>;

/** Values of the documented type, mostly within the parameter's own limits; files mostly of an accepted kind. */
export function valueArbitrary(param: Param): Any {
  const forms = param.oneOf ?? param.anyOf;
  if (forms) {
    const plain: { -readonly [K in keyof Param]: Param[K] } = { ...param };
    delete plain.oneOf;
    delete plain.anyOf;
    return fc.oneof(
      ...forms.map(form => valueArbitrary({ ...plain, ...form, items: { ...plain.items, ...form.items } }))
    );
  }
  if (param.enum) return fc.constantFrom<unknown>(...param.enum, ...(param.alsoValues ?? []));
  switch (param.type) {
    case 'boolean':
      return fc.boolean();
    case 'number':
    case 'integer':
      return numberOf(param);
    case 'array':
      return listOf(param);
    case 'object':
      return objectOf(param);
    case 'string':
    default:
      return textOf(param);
  }
}

function numberOf(param: Param): Any {
  const step = param.multipleOf ?? param.step ?? (param.type === 'integer' ? 1 : 0.01);
  const decimals = String(step).split('.')[1]?.length ?? 0;
  const low = param.minimum ?? (param.exclusiveMinimum === undefined ? -3 : param.exclusiveMinimum + step);
  const start = param.multipleOf === undefined ? low : Math.ceil(low / step) * step;
  const upTo = (high: number): Any => {
    const steps = Math.max(0, Math.floor((high - start) / step + 1e-9));
    return fc.integer({ min: 0, max: steps }).map(n => Number((start + n * step).toFixed(decimals)));
  };
  if (param.maximum !== undefined) return upTo(param.maximum);
  return fc.oneof(upTo(low + 12 * Math.max(step, 1)), upTo(low + 200 * Math.max(step, 1)));
}

function listOf(param: Param): Any {
  const { media, accept, limits } = param;
  const item = { ...(media && { media }), ...(accept && { accept }), ...(limits && { limits }), ...param.items };
  const min = param.minItems ?? 1;
  const max = Math.min(param.maxItems ?? min + 3, min + 3);
  const value = valueArbitrary({ type: 'string', ...item });
  return fc.array(value, { minLength: min, maxLength: max });
}

function objectOf(param: Param): Any {
  const properties = Object.entries(param.properties ?? {});
  const needed = properties.filter(([name, inner]) => inner.required === true || param.requiredKeys?.includes(name));
  return fc.record(Object.fromEntries(properties.map(([name, inner]) => [name, valueArbitrary(inner)])), {
    requiredKeys: needed.map(([name]) => name)
  });
}

const WORDS = ['x', 'a boat', 'Ein Boot 🎵', '一只猫', 'Speaker 1', 'one\ntwo'];

function textOf(param: Param): Any {
  const link = param.pattern !== undefined && !new RegExp(param.pattern, 'u').test('https://files.test/a');
  if (param.media !== undefined && !link) {
    const files = filesOf(param.media);
    const other = typeof param.alsoAccepts === 'string' ? [fc.constant('asset://a1')] : [];
    return fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...files.slice(0, 2)) },
      { weight: 1, arbitrary: fc.constantFrom(...files) },
      ...other.map(arbitrary => ({ weight: 1, arbitrary }))
    );
  }
  if (link || param.pattern !== undefined)
    return fc.stringMatching(new RegExp(param.pattern ?? '', 'u'), { size: 'xsmall' });
  if (Array.isArray(param.limits?.['extensions'])) return fc.constantFrom('https://files.test/notes.pdf');
  if (param.format === 'uri') return fc.constantFrom('https://pages.test/', 'http://pages.test/a?b=c');
  if (param.format === 'iso-639-1') return fc.constantFrom('en', 'de', 'zh');
  const min = param.minLength ?? 1;
  const fit = (text: string): string => {
    const points = Array.from(text.padEnd(min, 'x'));
    return points.slice(0, param.maxLength ?? points.length).join('');
  };
  const full = Math.min(param.maxLength ?? 40, 60_000);
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...WORDS).map(fit) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map(fit) },
    { weight: 1, arbitrary: fc.constantFrom('x', '犬', '👍').map(unit => unit.repeat(full)) }
  );
}

/** Drafts with most required parameters and a few optional ones. */
export function draftArbitrary(entry: ModelEntry): fc.Arbitrary<Record<string, unknown>> {
  const params = Object.entries(entry.params);
  const parts = params.map(([name, param]) => {
    const freq = param.required === true && param.default === undefined ? 30 : 1;
    return fc.option(valueArbitrary(param), { freq, nil: undefined }).map(value => [name, value] as const);
  });
  return fc.tuple(fc.tuple(...parts), fc.infiniteStream(fc.integer({ min: 0, max: 5 }))).map(([values, chances]) => {
    const chosen = values.filter(([name, value]) => {
      const chance = chances.next().value as number;
      return value !== undefined && (entry.params[name]?.required === true || chance === 0);
    });
    return Object.fromEntries(chosen);
  });
}

/** Values that are invalid for nearly every parameter. */
export const invalidValues: Any = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  'never listed',
  '5px',
  -1,
  0,
  1.5,
  1e9,
  true,
  [],
  {},
  [null],
  [''],
  ['x'],
  [{ never_documented: 1 }],
  'x'.repeat(60_001),
  'file:///u/square.png',
  'file:///u/five.mp4',
  ['file:///u/hours.mp3'],
  'ftp://pages.test/'
);

/** Returns a copy with one value replaced, or one key added, at any depth. */
export function invalidDraftArbitrary(draft: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const places = placesIn(draft, []);
  return fc
    .tuple(fc.nat({ max: places.length * 2 }), invalidValues)
    .map(([n, value]) =>
      n >= places.length ? put(draft, ['never_documented'], value) : put(draft, places[n] ?? [], value)
    );
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys: Place = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  const more: Place[] = Array.isArray(value) || at.length === 0 ? [] : [[...at, 'never_documented']];
  return [
    ...keys.flatMap(key => [[...at, key], ...placesIn((value as Record<string | number, unknown>)[key], [...at, key])]),
    ...more
  ];
}

function put(value: unknown, [key, ...rest]: Place, inner: unknown): Record<string, unknown> {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  if (key !== undefined) copy[key] = rest.length === 0 ? inner : put(copy[key], rest, inner);
  return copy;
}
