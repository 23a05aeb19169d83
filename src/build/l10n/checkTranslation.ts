import { CHOICE, FORM, PLACEHOLDER } from '../../shared/format/plural.ts';
import { localizedPage } from '../../shared/kiePages.ts';

/** Commands, code, variables and addresses, which a translation keeps, except that pages of kie.ai are localized. */
const KEPT = /command:[\w.]+|`[^`]+`|https?:\/\/[\w./@:-]*\w/g;

interface Shape {
  readonly placeholders: readonly string[];
  /** The names of the forms of each choice. */
  readonly forms: readonly (readonly string[])[];
  readonly kept: readonly string[];
  /** Braces that belong to no placeholder or choice. */
  readonly hasStrayBraces: boolean;
}

function shapeOf(text: string): Shape {
  const choices = [...text.matchAll(CHOICE)];
  const forms = choices.map(([, , list = '']) => [...list.matchAll(FORM)]);
  const plain = [text.replaceAll(CHOICE, ''), ...forms.flat().map(([, , form = '']) => form)].join('\n');
  const places = [...choices, ...plain.matchAll(PLACEHOLDER)].map(([, place = '']) => place);
  return {
    placeholders: [...new Set(places)].sort(),
    forms: forms.map(found => found.map(([, name = '']) => name)),
    kept: [...new Set(plain.match(KEPT))].sort(),
    hasStrayBraces: /[{}]/.test(plain.replaceAll(/\$?\{[\p{L}\d:]+\}/gu, ''))
  };
}

/** Whether the text carries plural forms. */
const hasForms = ({ forms }: Shape): boolean => forms.length > 0;

/**
 * Returns the problems of a translation, which must have the placeholders, links and code of the English text, and all
 * plural forms of its language.
 * @param isCounted whether the code fills in the text with `plural`
 */
export function checkTranslation(
  english: string,
  text: string,
  language: string,
  isCounted: boolean
): readonly string[] {
  const source = shapeOf(english);
  const shape = shapeOf(text);
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const problems: string[] = [];
  if (shape.placeholders.join() !== source.placeholders.join()) problems.push('other placeholders');
  const kept = source.kept.map(text => localizedPage(text, language)).sort();
  if (shape.kept.join() !== kept.join()) problems.push(`links or code other than ${kept.join(', ')}`);
  if (shape.hasStrayBraces && !source.hasStrayBraces) problems.push('stray braces');
  if (hasForms(shape) && !isCounted) problems.push('plural forms that the code does not fill in');
  for (const forms of shape.forms) {
    const named = forms.filter(name => !name.startsWith('='));
    if (named.toSorted().join() !== needed.toSorted().join())
      problems.push(`plural forms other than ${needed.join(', ')}`);
  }
  return problems;
}
