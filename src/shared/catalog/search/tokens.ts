/**
 * Splits text into search terms. "Veo 3.1", "veo-3-1" and "veo3.1" all become "veo" and "3.1"; "V4_5PLUS" becomes "4.5"
 * and "plus"; "4K" and "i2v" stay together, and "4К" in Russian letters is "4k" too; Chinese stays one run; English
 * plurals and Russian endings are cut off.
 */
export function tokens(text: string): readonly string[] {
  const plain = text
    .normalize('NFD')
    .replace(/([a-z])\p{M}+/giu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('×', 'x')
    .replace(/(\d)([кхр])(?![\p{L}\d])/gu, (_, digit: string, letter: string) => digit + (UNITS[letter] ?? letter))
    .replace(/(\d)[_-](\d)(?!\d)/g, '$1.$2');
  return (plain.match(PATTERN) ?? []).map(normal);
}

const PATTERN =
  /\p{Script=Han}+|v2v|[a-uw-z]\d{1,9}[a-z]{0,9}(?![\p{L}\d])|v?\d{1,9}(?:\.\d{1,9}){0,4}(?:[kopx](?![\p{L}\d]))?|(?:(?!\p{Script=Han})\p{L})+/gu;

const RUSSIAN_ENDING =
  /(?:(?:ир)?овать|ировани[ея]|ируй(?:те)?|[аеия]ть|[ауя]й(?:те)?|[ае]ни[еяю]|[ая]ми|[оеи]го|[оеы]м[уи]?|[ое]в|[еиоы]й|[аяое]я|[оеыи]е|[ая][мх]|[аеиоуыэюяьй])$/u;

/** Russian letters that look like the Latin ones after a number: "4к", "2х", "1080р". */
const UNITS: Readonly<Record<string, string>> = { к: 'k', х: 'x', р: 'p' };

/** Tiers in Russian letters. */
const TIERS: Readonly<Record<string, string>> = {
  про: 'pro',
  фаст: 'fast',
  турбо: 'turbo',
  лайт: 'lite',
  макс: 'max',
  мини: 'mini',
  ультра: 'ultra'
};

function normal(token: string): string {
  const tier = TIERS[token];
  if (tier !== undefined) return tier;
  if (/^v?\d[\d.]*$/.test(token)) return token.replace(/^v?0*(?=\d)/, '').replace(/\.0$/, '');
  if (/^[а-я]{4,}$/u.test(token)) {
    const stem = token.replace(RUSSIAN_ENDING, '');
    return stem.length >= 3 ? stem : token;
  }
  return /^[a-z]{3,}[^s\d]s$/.test(token) ? token.slice(0, -1) : token;
}

/** All letters and digits in one term, however they are separated: "eleven labs" and "ElevenLabs" are equal. */
export const joined = (text: string): string => tokens(text).join('');

export const isHan = (term: string): boolean => /^\p{Script=Han}/u.test(term);
export const isNumber = (term: string): boolean => /^\d[\d.]*$/.test(term);

/** The items of a comma-separated list. */
export const listed = (text: string): readonly string[] => text.split(/[,，、]/).map(item => item.trim());
