import { evaluate } from '../../../src/core/models/evaluate.ts';
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import type { Rule } from '../../../src/shared/modelRule.ts';
import { noFacts } from './testCatalog.ts';

/** Texts that match the patterns in the model table. */
const BY_PATTERN = [
  'Speaker 1',
  '10',
  '6',
  'https://sora.chatgpt.com/p/s_1',
  '#aabbcc',
  'abc',
  'Abc1',
  '50.00%',
  'abcdefgh12345678',
  '1x1',
  '0,1'
];

/** Returns a value that fits the parameter and is as small as possible. */
export function minimalValue(param: Param, salt = 0): unknown {
  if (param.enum) return param.enum[0];
  if (param.oneOf) return minimalValue({ ...withoutChoice(param), ...param.oneOf[0] }, salt);
  switch (param.type) {
    case 'boolean':
      return false;
    case 'number':
    case 'integer': {
      const step = param.multipleOf ?? param.step ?? 1;
      const low = param.minimum ?? (param.exclusiveMinimum === undefined ? 0 : param.exclusiveMinimum + step);
      return param.multipleOf === undefined ? low : Math.ceil(low / param.multipleOf) * param.multipleOf;
    }
    case 'array': {
      const item = param.items ?? { type: 'string', ...(param.media ? { media: param.media } : {}) };
      return Array.from({ length: Math.max(param.minItems ?? 1, 1) }, (_, i) =>
        minimalValue(param.media ? { ...item, media: param.media } : item, i)
      );
    }
    case 'object': {
      const needed = Object.entries(param.properties ?? {}).filter(
        ([name, inner]) => inner.required === true || param.requiredKeys?.includes(name)
      );
      const all = needed.length > 0 ? needed : Object.entries(param.properties ?? {}).slice(0, 1);
      return Object.fromEntries(all.map(([name, inner]) => [name, minimalValue(inner, salt)]));
    }
    default:
      return textFor(param, salt);
  }
}

function textFor(param: Param, salt: number): string {
  const address = `https://files.example/${String(salt)}`;
  const link = param.pattern !== undefined && !new RegExp(param.pattern, 'u').test(address);
  if ((param.media !== undefined || param.format === 'uri') && !link) return address;
  if (param.format === 'iso-639-1') return 'en';
  if (param.pattern !== undefined) {
    const pattern = new RegExp(param.pattern, 'u');
    const found = BY_PATTERN.find(text => pattern.test(text));
    if (found === undefined) throw new Error(`no text for the pattern ${param.pattern}`);
    return found;
  }
  return 'x'.repeat(Math.max(param.minLength ?? 1, 1));
}

function withoutChoice(param: Param): Param {
  const plain: { -readonly [K in keyof Param]: Param[K] } = { ...param };
  delete plain.oneOf;
  return plain;
}

/** Returns the smallest valid draft: required parameters, and parameters that rules require. */
export function minimalDraft(entry: ModelEntry): Record<string, unknown> {
  const draft: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(entry.params)) {
    if (param.required && param.default === undefined) draft[name] = minimalValue(param);
  }
  for (let round = 0; round < 6; round++) {
    const { issues } = evaluate(entry, draft, noFacts);
    if (issues.length === 0) break;
    for (const { path } of issues) {
      const param = entry.params[path];
      if (param && draft[path] === undefined) draft[path] = minimalValue(param);
    }
    for (const rule of entry.rules) satisfyRule(entry, rule, draft);
  }
  return draft;
}

/** Changes the draft to satisfy rules about the values of several fields. */
export function satisfyRule(entry: ModelEntry, rule: Rule, draft: Record<string, unknown>): void {
  for (const [name, others] of Object.entries(rule.requires ?? {})) {
    for (const other of others) {
      if (draft[name] !== undefined) draft[other] ??= minimalValue(entry.params[other] ?? {});
    }
  }
  for (const group of rule.atMostOneGroup ?? []) {
    // A group in the model table is a set of fields that belong together, such as a task and its track.
    if (group.some(name => name === 'taskId' && draft[name] !== undefined)) {
      for (const name of group) draft[name] ??= minimalValue(entry.params[name] ?? {});
    }
  }
  if (rule.compare) keepApart(draft, rule.compare[2], rule.compare[0], 1);
  if (rule.difference) keepApart(draft, ...rule.difference.of, rule.difference.min ?? 1);
  if (rule.memberOf?.of === 'dialogue_turns[].speaker_id') {
    const turns = draft['dialogue_turns'];
    if (Array.isArray(turns))
      draft['dialogue_turns'] = turns.map((turn: object) => ({ ...turn, speaker_id: 'Speaker 1' }));
  }
}

function keepApart(draft: Record<string, unknown>, later: string, earlier: string, by: number): void {
  const [end, start] = [draft[later], draft[earlier]];
  if (typeof end === 'number' && typeof start === 'number' && end - start < by) draft[later] = start + by;
}
