import type { Param } from '../../../shared/model.ts';

/**
 * The documented value that a text differs from only by letter case or surrounding white space ("PNG" for "png",
 * " 720P " for "720p"); undefined where there is none, or where two documented values match. A value that is documented
 * as it stands needs no look: letter case may tell documented values apart.
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
 * A number in plain decimal notation, with or without surrounding white space. In "0x10", "1e3", "05", "+5", "1,000" or
 * "5px" a meaning would be guessed, and more than 15 digits would lose some.
 */
export function numberSpelling(text: string): number | undefined {
  const bare = text.trim();
  if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(bare)) return undefined;
  const digits = bare.replace(/\D/g, '').replace(/^0+/, '');
  // There is no -0 in JSON.
  return digits.length <= 15 ? Number(bare) + 0 : undefined;
}

const fold = (text: string): string => text.trim().toLowerCase();
