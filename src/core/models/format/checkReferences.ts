import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { PriceBy } from '../../../shared/modelPrice.ts';
import { membersOf } from '../../../shared/modelRule.ts';
import type { Rule } from '../../../shared/modelRule.ts';
import { isLinearPattern } from '../patterns/linearPattern.ts';

/**
 * References in rules and prices to parameters that do not exist, one line each that begins with the key. Follows paths
 * such as `list[].key`.
 */
export function checkReferences(entry: ModelEntry): string[] {
  const problems: string[] = [];
  const check = (key: string, paths: readonly string[]): void => {
    for (const path of paths) {
      if (!exists(entry.params, path)) problems.push(`${key}: no parameter ${path}`);
    }
  };
  for (const [index, rule] of entry.rules.entries()) check(`rules.${String(index)}`, named(rule));
  for (const [index, row] of (entry.price ?? []).entries())
    check(`price.${String(index)}.when`, Object.keys(row.when ?? {}));
  check('priceBy', measuredBy(entry.priceBy));
  check(
    'presets',
    (entry.presets ?? []).map(preset => preset.param)
  );
  check('modeLabels', Object.keys(entry.modeLabels ?? {}));
  for (const [index, from] of (entry.from ?? []).entries()) {
    check(`from.${String(index)}`, [...Object.keys(from.fill), ...Object.keys(from.set ?? {})]);
  }
  for (const [key, tools] of Object.entries({ masks: entry.masks ?? {}, boxes: entry.boxes ?? {} })) {
    check(
      key,
      Object.entries(tools).flatMap(([name, { of }]) => [name, of])
    );
  }
  check('renames', Object.keys(entry.renames ?? {}));
  check('numberTexts', Object.keys(entry.numberTexts ?? {}));
  check('duration', entry.duration === undefined ? [] : [entry.duration]);
  check('start', Object.keys(entry.start ?? {}));
  for (const [name, param] of Object.entries(entry.params)) {
    for (const line of checkParam(param)) problems.push(`params.${name}${line}`);
  }
  return problems;
}

/** Parameters, or paths to texts, that determine the number of units of a price row. */
export const measuredBy = (by: PriceBy | undefined): readonly string[] => [
  ...(by?.seconds ?? []),
  ...(by?.maybeSeconds ?? []),
  ...(by?.outputSeconds === undefined ? [] : [by.outputSeconds.sameAs]),
  ...(by?.unless ?? []),
  ...(by?.text ?? []),
  ...(by?.inputImages?.of ?? []),
  ...(by?.images === undefined ? [] : [by.images])
];

function named(rule: Rule): string[] {
  const members = membersOf(rule);
  return [
    ...Object.keys(rule.when ?? {}),
    ...Object.keys(rule.then ?? {}),
    ...(rule.exactlyOne ?? []),
    ...(rule.atLeastOne ?? []),
    ...(rule.atMostOneGroup ?? []).flat(),
    ...Object.entries(rule.requires ?? {}).flatMap(([a, others]) => [a, ...others]),
    ...Object.keys(rule.sum?.count ?? {}),
    ...[rule.sum?.textLength, rule.sum?.seconds, rule.compare?.[0], rule.compare?.[2], rule.unique].filter(
      path => path !== undefined
    ),
    ...(rule.difference?.of ?? []),
    ...(rule.sameLength ?? []),
    ...(rule.limits?.sum ? [rule.limits.sum.of, rule.limits.sum.is] : []),
    ...(members ? [members.of, members.in] : [])
  ];
}

function exists(params: ModelEntry['params'], path: string): boolean {
  let level: Readonly<Record<string, Param>> | undefined = params;
  let found: Param | undefined;
  for (const part of path.split('.')) {
    let lists = 0;
    while (part.endsWith('[]', part.length - lists)) lists += 2;
    found = level?.[part.slice(0, part.length - lists)];
    for (let i = 0; i < lists / 2; i++) found = found?.items;
    if (found === undefined) return false;
    level = found.properties;
  }
  return true;
}

function checkParam(param: Param): string[] {
  const problems: string[] = [];
  if (param.pattern !== undefined && !isLinearPattern(param.pattern)) {
    problems.push('.pattern: invalid, or can backtrack');
  }
  for (const key of param.requiredKeys ?? []) {
    if (param.properties !== undefined && !(key in param.properties))
      problems.push(`.requiredKeys: no property ${key}`);
  }
  if (param.items) problems.push(...checkParam(param.items).map(line => `.items${line}`));
  for (const [name, inner] of Object.entries(param.properties ?? {})) {
    problems.push(...checkParam(inner).map(line => `.properties.${name}${line}`));
  }
  for (const word of ['oneOf', 'anyOf'] as const) {
    for (const [index, inner] of (param[word] ?? []).entries()) {
      problems.push(...checkParam(inner).map(line => `.${word}.${String(index)}${line}`));
    }
  }
  return problems;
}
