import { textLanguage } from './language.ts';

// The parts of ICU MessageFormat that the texts use. Forms contain placeholders, but no further choices.
export const CHOICE = /\{(\d+), plural,((?: (?:=\d+|\w+) \{(?:[^{}]|\{\d+\})*\})+)\}/g;
export const FORM = /(?<= )(=?\w+) \{((?:[^{}]|\{\d+\})*)\}/g;
export const PLACEHOLDER = /\{(\d+)\}/g;

/**
 * Fills in a localized text with counted things: `{0, plural, one {# file} other {# files}}` chooses the form for the
 * number by the rules of the language, `=0` for a single number, and `#` is the number. A text without such a choice is
 * filled in as by `l10n.t`, so that a translation may need forms where English does not.
 */
export function plural(text: string, ...values: readonly (string | number)[]): string {
  const language = textLanguage();
  const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const shown = (value: string | number): string => (typeof value === 'number' ? figures.format(value) : value);
  return text
    .replaceAll(CHOICE, (_, place: string, list: string) => {
      const value = Number(values[Number(place)]);
      const forms = new Map([...list.matchAll(FORM)].map(([, name = '', form = '']) => [name, form]));
      const form = forms.get(`=${String(value)}`) ?? forms.get(new Intl.PluralRules(language).select(value));
      return (form ?? forms.get('other') ?? '').replaceAll('#', figures.format(value));
    })
    .replaceAll(PLACEHOLDER, (whole, place: string) => {
      const value = values[Number(place)];
      return value === undefined ? whole : shown(value);
    });
}
