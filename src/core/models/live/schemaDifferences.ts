import * as l10n from '@vscode/l10n';
import { limitText } from '../../../shared/format/decimalText.ts';
import { plural } from '../../../shared/format/plural.ts';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { Scalar } from '../../../shared/modelRule.ts';
import { formatValues, labelAt } from '../values/sentences.ts';

/** A difference between an entry and the schema that KIE publishes now. */
export interface Difference {
  /** The parameter. */
  readonly name: string;
  readonly kind: 'added' | 'gone' | 'required' | 'type' | 'values' | 'bounds';
  /** A sentence for the user. */
  readonly text: string;
}

const BOUNDS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;
type Bound = (typeof BOUNDS)[number];

/** Schemas that KIE generates have this as the maximum of everything. */
const UNBOUNDED = 1e9;

/**
 * The differences that decide whether a request is valid: parameters, required ones, types, values and bounds. The entry
 * may contain more than a schema can: a bound or a list of values that the schema lacks is no difference, and neither is a
 * deviation that the `conflicts` of the entry explain.
 * @param live the entry read from the schema
 * @param unread paths of schema parts that were not understood
 */
export function schemaDifferences(
  known: ModelEntry,
  live: ModelEntry,
  unread: readonly string[] = []
): readonly Difference[] {
  const explained = explainedNames(known);
  const isClear = (name: string): boolean =>
    !explained.has(name) && !unread.some(path => path.split(/[.[:\s]/).includes(name));
  const names = [...new Set([...Object.keys(known.params), ...Object.keys(live.params)])].filter(isClear);
  return names.flatMap(name => {
    const [before, after] = [known.params[name], live.params[name]];
    if (before === undefined) return after === undefined ? [] : [added(live, name, after)];
    if (before.in !== undefined) return [];
    if (after === undefined)
      return [{ name, kind: 'gone' as const, text: l10n.t('"{0}" no longer exists.', labelAt(known, name)) }];
    return compared(known, { name, before, after });
  });
}

function added(live: ModelEntry, name: string, { required }: Param): Difference {
  const label = labelAt(live, name);
  const text = required === true ? l10n.t('"{0}" is new and required.', label) : l10n.t('"{0}" is new.', label);
  return { name, kind: 'added', text };
}

interface Pair {
  readonly name: string;
  readonly before: Param;
  readonly after: Param;
}

function compared(known: ModelEntry, pair: Pair): readonly Difference[] {
  const { name, before, after } = pair;
  const label = labelAt(known, name);
  if (before.type !== undefined && after.type !== undefined && before.type !== after.type) {
    return [{ name, kind: 'type', text: l10n.t('"{0}" now has the type {1}.', label, after.type) }];
  }
  const isNewlyRequired = after.required === true && before.required !== true && !isRuled(known, name);
  return [
    ...(isNewlyRequired ? [{ name, kind: 'required' as const, text: l10n.t('"{0}" is now required.', label) }] : []),
    ...valuesText(label, pair).map(text => ({ name, kind: 'values' as const, text })),
    ...BOUNDS.flatMap(bound => boundText(label, bound, pair) ?? []).map(text => ({
      name,
      kind: 'bounds' as const,
      text
    }))
  ];
}

function valuesText(label: string, { before, after }: Pair): readonly string[] {
  if (after.enum === undefined) return [];
  const known = new Set<Scalar>([...(before.enum ?? []), ...(before.alsoValues ?? [])]);
  const named = (values: readonly Scalar[]): string =>
    formatValues(values.map(value => before.enumLabels?.[String(value)] ?? value));
  if (before.enum === undefined) return [l10n.t('"{0}" now allows only {1}.', label, named(after.enum))];
  const more = after.enum.filter(value => !known.has(value));
  const fewer = before.enum.filter(value => after.enum?.includes(value) === false);
  return [
    ...(more.length === 0 ? [] : [l10n.t('"{0}" now also allows {1}.', label, named(more))]),
    ...(fewer.length === 0 ? [] : [l10n.t('"{0}" no longer allows {1}.', label, named(fewer))])
  ];
}

function boundText(label: string, bound: Bound, { before, after }: Pair): string | undefined {
  const [old, now] = [before[bound], after[bound]];
  if (now === undefined || now === old || Math.abs(now) >= UNBOUNDED) return undefined;
  // An enum is stricter than bounds.
  if (before.enum !== undefined && (bound === 'minimum' || bound === 'maximum')) return undefined;
  // Nothing can have fewer than these.
  if (old === undefined && now <= 1 && (bound === 'minLength' || bound === 'minItems')) return undefined;
  const figure = limitText(now);
  switch (bound) {
    case 'minimum':
      return l10n.t('"{0}" must now be at least {1}.', label, figure);
    case 'maximum':
      return l10n.t('"{0}" can now be at most {1}.', label, figure);
    case 'minLength':
      return plural(
        l10n.t('"{0}" must now have at least {1, plural, one {# character} other {# characters}}.'),
        label,
        now
      );
    case 'maxLength':
      return plural(
        l10n.t('"{0}" can now have at most {1, plural, one {# character} other {# characters}}.'),
        label,
        now
      );
    case 'minItems':
      return plural(l10n.t('"{0}" must now have at least {1, plural, one {# item} other {# items}}.'), label, now);
    case 'maxItems':
      return plural(l10n.t('"{0}" can now have at most {1, plural, one {# item} other {# items}}.'), label, now);
  }
}

/** Parameters that a rule requires under a condition: a schema without conditions requires them always. */
const isRuled = ({ rules }: ModelEntry, name: string): boolean =>
  rules.some(
    ({ then = {}, exactlyOne = [], atLeastOne = [] }) =>
      then[name]?.required === true || exactlyOne.includes(name) || atLeastOne.includes(name)
  );

/** The parameters of notes such as "duration, seed: …", which explain why the entry deviates. */
const explainedNames = ({ conflicts = [] }: ModelEntry): ReadonlySet<string> =>
  new Set(
    conflicts.flatMap(note => {
      const head = typeof note === 'string' ? /^([\w., ]{1,200}):/.exec(note)?.[1] : undefined;
      return head === undefined ? [] : head.split(/[, ]+/);
    })
  );
