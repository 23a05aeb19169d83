import type { Param, ParamType } from '../../../../shared/model.ts';
import type { Scalar } from '../../../../shared/modelRule.ts';
import { isObject } from '../../../../shared/guards.ts';
import { textOf, textsOf } from '../page.ts';
import type { Json } from '../page.ts';
import { noteOf } from '../paramText.ts';
import type { Reading, SchemaPath } from './schema.ts';

/** A parameter that is being read. */
export type Unfinished = { -readonly [K in keyof Param]: Param[K] | undefined };

const TYPES: readonly string[] = ['string', 'number', 'integer', 'boolean', 'array', 'object'] satisfies ParamType[];

/** The documented type. Multiple and unknown types are reported as unsupported. */
export function typeOf(schema: Json, reading: Reading, path: string): ParamType | undefined {
  const given = schema['type'];
  const types = Array.isArray(given) ? textsOf(given) : typeof given === 'string' ? [given] : [];
  const known = types.filter((type): type is ParamType => TYPES.includes(type));
  const others = types.filter(type => !TYPES.includes(type));
  if (others.length > 0) reading.unsupported.push(`${path}.type: ${others.join(', ')}`);
  if (known.length > 1) reading.unsupported.push(`${path}.type: ${known.join(', ')}`);
  return known.length === 1 ? known[0] : undefined;
}

/**
 * Reads the listed values, converted to the documented type. Returns false when they cannot be listed.
 * @param labels their names, as in `x-apidog-enum`
 */
export function readEnum(param: Unfinished, values: unknown, { reading, path }: SchemaPath, labels?: unknown): boolean {
  if (!Array.isArray(values)) return false;
  const some = (values as unknown[]).filter(value => value !== null);
  if (some.length === 0 || !some.every(isScalar)) return false;
  if (some.length < values.length) reading.unsupported.push(`${path}.enum: null`);
  param.enum = some.map(value => asType(value, param.type));
  readEnumLabels(param, labels);
  return true;
}

/** Reads `oneOf: [{ const: '5', title: 'Short' }, …]` as a list of named values; undefined for anything else. */
export function enumOfConsts(
  forms: readonly unknown[]
): { readonly values: Scalar[]; readonly labels: Json[] } | undefined {
  const members = forms.filter(isObject);
  const isConst = ({ const: value, ...rest }: Json): boolean =>
    isScalar(value) && Object.keys(rest).every(keyword => /^(title|description|type|x-.*)$/.test(keyword));
  if (members.length < forms.length || forms.length === 0 || !members.every(isConst)) return undefined;
  return {
    values: members.flatMap(({ const: value }) => (isScalar(value) ? [value] : [])),
    labels: members.map(({ const: value, title, description }) => ({ value, name: title, description }))
  };
}

/**
 * YAML reads a bare 5 as a number and a quoted one as a string. Converts to the documented type where nothing is lost.
 */
function asType(value: Scalar, type: ParamType | undefined): Scalar {
  if (type === 'string' && typeof value !== 'string') return String(value);
  if ((type === 'integer' || type === 'number') && typeof value === 'string' && String(Number(value)) === value) {
    return Number(value);
  }
  return type === 'boolean' && (value === 'true' || value === 'false') ? value === 'true' : value;
}

export function readEnumLabels(param: Unfinished, listed: unknown): void {
  const labels: [string, string][] = [];
  const notes: [string, string][] = [];
  for (const item of Array.isArray(listed) ? (listed as unknown[]) : []) {
    if (!isObject(item) || !isScalar(item['value'])) continue;
    const label = textOf(item['name']);
    const note = textOf(item['description']);
    if (label !== undefined) labels.push([String(item['value']), label]);
    if (note !== undefined) notes.push([String(item['value']), noteOf(note)]);
  }
  if (labels.length > 0) param.enumLabels = Object.fromEntries(labels);
  if (notes.length > 0) param.enumNotes = Object.fromEntries(notes);
}

/** Removes and reports a default that the parameter itself would reject. */
export function checkDefault(param: Unfinished, reading: Reading, path: string): void {
  if (param.default === undefined) return;
  const value = param.default;
  const fits =
    param.enum === undefined
      ? param.type === undefined || typeMatches(value, param.type)
      : param.enum.some(item => item === value) || (param.type === 'array' && Array.isArray(value));
  if (fits) return;
  // A null default means that there is none.
  if (value !== null) reading.unsupported.push(`${path}.default: ${JSON.stringify(value)}`);
  delete param.default;
}

function typeMatches(value: unknown, type: ParamType): boolean {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
  }
}

/** The common type of all listed values, if there is one. */
export function commonType(values: readonly Scalar[] | undefined): ParamType | undefined {
  const types = new Set(values?.map(value => typeof value));
  const [type] = types;
  return types.size === 1 && (type === 'string' || type === 'number' || type === 'boolean') ? type : undefined;
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
