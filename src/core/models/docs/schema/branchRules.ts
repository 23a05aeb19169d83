import * as l10n from '@vscode/l10n';
import { isObject } from '../../../../shared/guards.ts';
import type { Rule, Scalar } from '../../../../shared/modelRule.ts';
import { without } from '../page.ts';
import type { Json } from '../page.ts';
import type { Reading } from './schema.ts';

/** One alternative of an input. */
export interface Branch {
  readonly properties: Json;
  readonly required: readonly string[];
}

interface Branches {
  readonly rules: readonly Rule[];
  /** For each alternative, the parameters that only some have: the modes of the form. Empty without modes. */
  readonly groups: readonly (readonly string[])[];
  /** All parameters. */
  readonly properties: Json;
}

interface Where {
  readonly reading: Reading;
  readonly path: string;
  /** Several alternatives may apply at once (`anyOf`). */
  readonly isAny?: boolean;
}

/**
 * Expresses alternatives as rules: by a parameter that names the alternative (`mode: const`), or by parameters that only
 * one alternative has. Others are reported as unsupported; the parameters are then all optional.
 */
export function branchRules(branches: readonly Branch[], where: Where): Branches {
  const properties = Object.fromEntries(branches.toReversed().flatMap(({ properties: own }) => Object.entries(own)));
  const named = discriminatorOf(branches);
  if (named !== undefined) return byDiscriminator(branches, properties, named);
  reportDifferences(branches, properties, where);
  const inAll = (name: string): boolean => branches.every(branch => name in branch.properties);
  const groups = branches.map(branch => Object.keys(branch.properties).filter(name => !inAll(name)));
  const names = groups.flat();
  if (where.isAny === true || names.length === 0 || new Set(names).size < names.length) {
    where.reading.unsupported.push(`${where.path}: ${l10n.t('choice between {0} variants', branches.length)}`);
    return { rules: [], groups: [], properties };
  }
  const parts = branches.map(({ required }, index): Part => {
    const group = groups[index] ?? [];
    return {
      group,
      keys: required.filter(name => group.includes(name)),
      shared: required.filter(name => inAll(name) && !requiredByAll(branches, name))
    };
  });
  return { rules: choiceRules(parts), groups, properties };
}

/** The parameters of one alternative. */
interface Part {
  /** Those that no other alternative has. */
  readonly group: readonly string[];
  /** The required ones of them. */
  readonly keys: readonly string[];
  /** Required here, but not by all alternatives that have them. */
  readonly shared: readonly string[];
}

const requiredByAll = (branches: readonly Branch[], name: string): boolean =>
  branches.every(({ required }) => required.includes(name));

function choiceRules(parts: readonly Part[]): readonly Rule[] {
  const filled = parts.map(({ group }) => group).filter(group => group.length > 0);
  const needs = parts.flatMap(({ group, keys, shared }) =>
    group.flatMap((name): readonly (readonly [string, readonly string[]])[] => {
      const others = [...keys.filter(key => key !== name), ...(name === keys[0] ? shared : [])];
      return others.length === 0 ? [] : [[name, others]];
    })
  );
  return [
    ...presenceRules(parts, filled),
    ...(needs.length === 0 ? [] : [{ requires: Object.fromEntries(needs) }]),
    ...parts.filter(part => part.keys.length === 0 && part.shared.length > 0).map(part => defaultRule(part, filled))
  ];
}

function presenceRules(parts: readonly Part[], filled: readonly (readonly string[])[]): readonly Rule[] {
  const isOneNeeded = parts.every(({ keys }) => keys.length > 0);
  if (isOneNeeded && parts.every(({ group }) => group.length === 1)) return [{ exactlyOne: filled.flat() }];
  return [
    ...(filled.length > 1 ? [{ atMostOneGroup: filled }] : []),
    ...(isOneNeeded ? [{ atLeastOne: parts.flatMap(({ keys: [first] }) => first ?? []) }] : [])
  ];
}

/** An alternative without parameters of its own applies while none of the others is set. */
function defaultRule({ group, shared }: Part, filled: readonly (readonly string[])[]): Rule {
  const others = filled.filter(other => other !== group).flat();
  return {
    when: Object.fromEntries(others.map(name => [name, { set: false }])),
    then: Object.fromEntries(shared.map(name => [name, { required: true as const }]))
  };
}

interface Discriminator {
  readonly name: string;
  /** The value of each alternative. */
  readonly values: readonly Scalar[];
}

/** The parameter that every alternative fixes to a value of its own. */
function discriminatorOf(branches: readonly Branch[]): Discriminator | undefined {
  for (const name of Object.keys(branches[0]?.properties ?? {})) {
    const values = branches.flatMap(branch => fixedValue(branch.properties[name]) ?? []);
    if (values.length === branches.length && new Set(values).size === values.length) return { name, values };
  }
  return undefined;
}

function fixedValue(schema: unknown): Scalar | undefined {
  if (!isObject(schema)) return undefined;
  const listed =
    Array.isArray(schema['enum']) && schema['enum'].length === 1 ? (schema['enum'] as unknown[])[0] : undefined;
  const value = schema['const'] ?? listed;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function byDiscriminator(branches: readonly Branch[], all: Json, { name, values }: Discriminator): Branches {
  const others = Object.keys(all).filter(key => key !== name);
  const rules = branches.flatMap((branch, index): readonly Rule[] => {
    const own = (key: string): boolean => key in branch.properties;
    const then = others.flatMap((key): readonly (readonly [string, { required: true } | { forbidden: true }])[] => {
      if (!own(key)) return [[key, { forbidden: true }]];
      return branch.required.includes(key) && !requiredByAll(branches, key) ? [[key, { required: true }]] : [];
    });
    const value = values[index];
    return then.length === 0 || value === undefined
      ? []
      : [{ when: { [name]: value }, then: Object.fromEntries(then) }];
  });
  const first = isObject(all[name]) ? without(all[name], 'const') : {};
  return { rules, groups: [], properties: { ...all, [name]: { ...first, enum: values } } };
}

/** The first alternative wins where two describe a parameter differently. */
function reportDifferences(branches: readonly Branch[], all: Json, { reading, path }: Where): void {
  const text = (schema: unknown): string =>
    JSON.stringify(schema, (key, value: unknown) =>
      /^(description|title|examples?|x-.*)$/.test(key) ? undefined : value
    );
  for (const [name, schema] of Object.entries(all)) {
    const differs = branches.some(({ properties }) => name in properties && text(properties[name]) !== text(schema));
    if (differs) reading.unsupported.push(`${path}: ${l10n.t('"{0}" differs between variants', name)}`);
  }
}
