import type { ModelSummary } from '../../form.ts';
import { joined, tokens } from './tokens.ts';

/** Values of parameters such as the version or tier of a model, and their labels, by parameter. */
export type Choices = Readonly<Record<string, Labels>>;
type Labels = Readonly<Record<string, string>>;

/** The terms that distinguish the values of a parameter: of "veo3_fast" (Fast) and "veo3_lite" (Lite), "fast" and "lite". */
function distinguishing(values: Labels, english: Labels = {}): ReadonlyMap<string, ReadonlySet<string>> {
  const own = Object.entries(values).map(([value, label]) => {
    const labels = [...new Set([label, english[value] ?? label])];
    return [value, tokens(value), [...labels.flatMap(tokens), ...labels.map(joined)]] as const;
  });
  const isCommon = (term: string): boolean => own.length > 1 && own.every(([, terms]) => terms.includes(term));
  return new Map(
    own.map(([value, terms, label]) => [value, new Set([...terms.filter(term => !isCommon(term)), ...label])])
  );
}

/** The terms by which a model is found for the values of its parameters. `english`: the labels in English. */
export const choiceTerms = (choices: Choices, english: Choices = {}): readonly string[] =>
  Object.entries(choices).flatMap(([param, values]) =>
    [...distinguishing(values, english[param]).values()].flatMap(terms => [...terms])
  );

/**
 * The values that a query presets: those that the most of its terms distinguish, and of these the one with the fewest
 * other terms. Terms of the model's name
 * and values that KIE has discontinued preset nothing.
 *
 * @returns the input, undefined when the query names no value
 */
export function presetOf(
  { name, choices, english }: Pick<ModelSummary, 'name' | 'choices' | 'english'>,
  query: readonly string[]
): Readonly<Record<string, string>> | undefined {
  const known = new Set(tokens(name));
  const asked = query.filter(term => !known.has(term));
  const input: Record<string, string> = {};
  for (const [param, values] of Object.entries(choices ?? {})) {
    let best = { value: '', count: 0, size: 0 };
    for (const [value, terms] of distinguishing(values, english?.choices[param])) {
      if (/discontinued/i.test((english?.choices[param] ?? values)[value] ?? '')) continue;
      const count = asked.filter(term => terms.has(term)).length;
      const isBetter = count > best.count || (count === best.count && count > 0 && terms.size < best.size);
      if (isBetter) best = { value, count, size: terms.size };
    }
    if (best.count > 0) input[param] = best.value;
  }
  return Object.keys(input).length === 0 ? undefined : input;
}

/** The labels of preset values. */
export const presetLabels = (
  { choices }: { readonly choices?: Choices },
  input: Readonly<Record<string, string>> = {}
): readonly string[] => Object.entries(input).map(([param, value]) => choices?.[param]?.[value] ?? value);
