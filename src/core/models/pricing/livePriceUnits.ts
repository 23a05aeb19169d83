const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(image|picture|img)s?$/, 'image'],
  [/^(sec|s|second)s?$/, 'second'],
  [/^videos?$/, 'video'],
  [/^(1000|1k|1,000)[ -]?(chars?|characters?)$/, '1000-chars'],
  [/^(request|generation|run|task|call|time)s?$/, 'request'],
  [/^(mp|megapixels?)$/, 'megapixel']
];

/** Normalizes a unit of the live list or the table: "per second" becomes `second`. */
export function unitOf(words = ''): string {
  const bare = words
    .toLowerCase()
    .replace(/^\s*(credits?)?\s*(\/|per\b|an?\b|each\b)?\s*/, '')
    .trim();
  return UNITS.find(([pattern]) => pattern.test(bare))?.[1] ?? bare.replace(/\s+/g, '-');
}
