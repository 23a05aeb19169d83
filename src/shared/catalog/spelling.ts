import type { Param } from '../model.ts';
import type { Scalar } from '../modelRule.ts';

/**
 * The documented value that differs from the text only in letter case or surrounding white space ("PNG" for "png", "
 * 720P " for "720p"); undefined if there is none or more than one. Exact matches come first, because letter case may
 * distinguish documented values.
 */
export function documentedSpelling(param: Pick<Param, 'enum' | 'alsoValues'>, text: string): string | undefined {
  const documented = [...(param.enum ?? []), ...(param.alsoValues ?? [])].filter(value => typeof value === 'string');
  if (documented.includes(text)) return text;
  const bare = fold(text);
  const matches = documented.filter(value => fold(value) === bare);
  return matches.length === 1 ? matches[0] : undefined;
}

/** "true" and "false" in any letter case, with or without surrounding white space. */
export function booleanSpelling(text: string): boolean | undefined {
  const bare = fold(text);
  return bare === 'true' ? true : bare === 'false' ? false : undefined;
}

/**
 * A number in plain decimal notation, with or without surrounding white space. "0x10", "1e3", "05", "+5", "1,000" and
 * "5px" are ambiguous, and more than 15 digits would lose precision.
 */
export function numberSpelling(text: string): number | undefined {
  const bare = text.trim();
  if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(bare)) return undefined;
  const digits = bare.replace(/\D/g, '').replace(/^0+/, '');
  // JSON has no -0.
  return digits.length <= 15 ? Number(bare) + 0 : undefined;
}

/**
 * The documented value that a draft's value means: itself, another spelling ("PNG" for "png"), or the same number or
 * boolean in another type ("5" for 5). Returns values without a documented counterpart as they are.
 */
export function documentedValue(param: Pick<Param, 'enum' | 'alsoValues'>, value: Scalar): Scalar {
  const documented = [...(param.enum ?? []), ...(param.alsoValues ?? [])];
  if (documented.includes(value)) return value;
  if (typeof value !== 'string') return documented.find(one => one === String(value)) ?? value;
  const typed = numberSpelling(value) ?? booleanSpelling(value);
  return documentedSpelling(param, value) ?? documented.find(one => one === typed) ?? value;
}

/** Only ASCII letters: other characters, such as the Kelvin sign, are no spelling of a documented value. */
const fold = (text: string): string => text.trim().replace(/[A-Z]+/g, letters => letters.toLowerCase());
