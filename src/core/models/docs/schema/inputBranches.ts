import * as l10n from '@vscode/l10n';
import { isObject } from '../../../../shared/guards.ts';
import type { Rule } from '../../../../shared/modelRule.ts';
import { textOf, textsOf, without } from '../page.ts';
import type { Json } from '../page.ts';
import { branchRules } from './branchRules.ts';
import type { Branch } from './branchRules.ts';
import { resolved } from './schema.ts';
import type { Reading } from './schema.ts';

/** An input whose alternatives were merged into one list of parameters. */
export interface MergedInput {
  readonly input: Json;
  /** Which parameters belong together. */
  readonly rules: readonly Rule[];
  /** Titles of the alternatives, by the first parameter that only one of them has. */
  readonly modeLabels: Readonly<Record<string, string>>;
}

/**
 * Merges the alternatives (`oneOf`, `anyOf`) of an input: all their parameters, required only when every alternative
 * requires them, and rules for those of single alternatives. Alternatives that the format cannot express are reported as
 * unsupported.
 */
export function mergeBranches(input: Json, reading: Reading): MergedInput {
  const own = isObject(input['properties']) ? input['properties'] : undefined;
  const [keyword, forms] =
    Object.entries(input).find(([key, value]) => /^(oneOf|anyOf)$/.test(key) && Array.isArray(value)) ?? [];
  if (keyword === undefined) {
    if (own === undefined) reading.unsupported.push(`input: ${l10n.t('no parameters')}`);
    return { input, rules: [], modeLabels: {} };
  }
  const path = `input.${keyword}`;
  const members = (forms as unknown[]).map((form, index) => resolved(form, reading, `${path}[${String(index)}]`));
  const branches = members.map(member => branchOf(member, own));
  // Single names without properties of their own are read as a rule elsewhere.
  if (
    !members.every(member => isObject(member['properties'])) &&
    (own === undefined || isPlainChoice(keyword, branches))
  )
    return { input, rules: [], modeLabels: {} };
  const common = (branches[0]?.required ?? []).filter(name =>
    branches.every(({ required }) => required.includes(name))
  );
  const { rules, groups, properties } = branchRules(branches, { reading, path, isAny: keyword === 'anyOf' });
  return {
    input: {
      ...without(input, keyword),
      properties: { ...properties, ...own },
      required: [...new Set([...textsOf(input['required']), ...common])]
    },
    rules,
    modeLabels: labelsOf(members, groups)
  };
}

function branchOf(member: Json, own: Json | undefined): Branch {
  const required = textsOf(member['required']);
  if (isObject(member['properties'])) return { properties: member['properties'], required };
  return { properties: Object.fromEntries(required.map(name => [name, own?.[name]])), required };
}

/** `anyOf` without properties is no choice between modes, and neither are single names. */
const isPlainChoice = (keyword: string, branches: readonly Branch[]): boolean =>
  keyword === 'anyOf' || branches.every(({ required }) => required.length === 1);

function labelsOf(members: readonly Json[], groups: readonly (readonly string[])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    members.flatMap((member, index) => {
      const [title, [first] = []] = [textOf(member['title']), groups[index]];
      return title === undefined || first === undefined ? [] : [[first, title] as const];
    })
  );
}
