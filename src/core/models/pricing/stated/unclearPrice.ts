const FIGURE = String.raw`\d{1,9}(?:\.\d{1,6})?`;
const CREDITS = String.raw`${FIGURE} (?:kie )?credits?\b`;

/** Words that make a figure the lowest or highest of several. */
const BOUNDS = [
  ...['from', 'over', 'under', 'above', 'below', 'up to', 'at least', 'at most', 'as low as', 'minimum(?: of)?'],
  ...['(?:start(?:s|ing)?|begin(?:s|ning)?) (?:at|from)', '(?:no )?(?:more|less|fewer) than', 'maximum(?: of)?']
];
/** In a text as written, before advertising such as "up to 10 s" is removed. */
const IN_TEXT = [
  new RegExp(String.raw`\b(?:${BOUNDS.join('|')}) (?:only |just |about |~ ?|≈ ?)?${CREDITS}`),
  // Characters that change a figure and have no other spelling here: "≥", "½", "±", full-width digits.
  /(?![×≈])[\p{Sm}\p{N}\p{Sc}](?<![\x20-\x7e])/u
];

/** In a tidied text, whose known units are single words. */
const IN_TIDIED = [
  /[≤→<>]/,
  // A unit that is not known, or of several: "per minute", "per 1000 tokens", "credits/frame".
  /\bper (?!input image)/,
  /\bcredits? ?\/ ?[a-z\d]/,
  // The seconds of an input: "per second of input and output".
  /\bper-second +of +(?!(?:the )?(?:output |generated |result(?:ing)? )?videos?\b)/,
  /\binputs? (?:and|\+) outputs?\b|\boutputs? (?:and|\+) inputs?\b/,
  // Ranges and factors: "10-20 credits", "10 to 20 credits", "x 4".
  new RegExp(String.raw`\d(?:-| to | ?~ ?| or )${CREDITS}`),
  /\bx ?\d/,
  // A decimal comma.
  /\d,\d/,
  // Rules that change the price of some runs.
  /\bmin(?:imum)?\b|\bmaximum\b|\bat least\b/,
  /\b(?:doubl|tripl|quadrupl|multipl)(?:e[ds]?|ing|ies|ied|y)\b|\btwice\b|\bhalf\b|\d ?times\b/,
  /\b(?:surcharges?|peak|extra|additional|thereafter|subsequent|billed in|rounded|increments?|blocks? of)\b/
];

/** Whether a text has words around its figures that make them a bound, a range, or a part of the price. */
export const isUnclearPrice = (text: string, tidied: string): boolean =>
  IN_TEXT.some(pattern => pattern.test(text.toLowerCase())) || IN_TIDIED.some(pattern => pattern.test(tidied));
