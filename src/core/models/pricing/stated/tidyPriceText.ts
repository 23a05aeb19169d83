import { USD_PER_CREDIT } from '../../../../shared/format/credits.ts';
import { tidy as rounded } from '../priceAmount.ts';

/** A longer text is not read. */
const MAX_CHARS = 4000;
const FIGURE = String.raw`\d{1,9}(?:\.\d{1,6})?`;
const SIZES = String.raw`\d{1,4}(?:\.\d)?[pkx]`;

type Replacement = readonly [RegExp, string];
const all = (source: string, to: string): Replacement => [new RegExp(source, 'g'), to];

const CHARACTERS: readonly Replacement[] = [
  all('[：]', ': '),
  all('[，、]', ', '),
  all('[／]', '/'),
  all('[。]', '. '),
  all(String.raw`(\d)[–—](?=\d)`, '$1-'),
  all('[–—]', ' - '),
  all('[×]', 'x'),
  all('["“”]', ' '),
  all('•', ' | '),
  all('[^\\x20-\\x7e\\n≤→≈]', ' '),
  all('[\\t ]+', ' ')
];

/** Prices in dollars repeat those in credits; tasks are no condition. */
const DOLLARS: readonly Replacement[] = [
  all(String.raw`\b(?:text|image|video|audio|speech|reference)-to-[a-z]+\b`, ' '),
  all(String.raw`[~≈=] ?(?:us ?)?\$`, '$'),
  all(String.raw`(?:us ?)?\$ ?${FIGURE} ?(?:/ ?(?:s|image)\b)? ?,?`, ' '),
  all(String.raw`\([ /~≈=,.-]*\)`, ' ')
];

const NUMBERS: readonly Replacement[] = [
  all(' +', ' '),
  all(String.raw`\b(?:approximately|approx\.?|around|roughly|circa) (?=\d)`, 'about '),
  all(String.raw`(?<!\d ?)[~≈] ?(?=${FIGURE} (?:kie )?credits?\b)`, ' about '),
  all(String.raw`(\d),(\d{3})\b`, '$1$2'),
  all(String.raw`\bup to [^,.;\n]*`, ' '),
  all(String.raw`(\d) (p|k|s)\b`, '$1$2'),
  all(String.raw`\b1 second of video\b`, ' per-second '),
  all(String.raw`(\d)[ -]seconds?\b`, '$1s'),
  all(String.raw`\b(?:no/with) audio\b`, ' '),
  all(String.raw`\b(low|medium|high) quality\b`, '$1'),
  // 1k / 2k, "1x" and "2x": alternatives of one price
  all(String.raw`\b(${SIZES}) ?(?:/|and) ?(?=${SIZES}\b)`, '$1+')
];

const UNITS: readonly Replacement[] = [
  all(String.raw`(?:/ ?|\bper )(?:video[ -])?(?:seconds?|sec|s)\b`, ' per-second '),
  all(String.raw`(?:/ ?|\bper )1m tokens\b`, ' per-tokens '),
  all(String.raw`\bper 1000 characters\b`, ' per-1000-chars '),
  all(String.raw`(?:/ ?|\bper )megapixel\b`, ' per-megapixel '),
  all(String.raw`\bcredits? ?/ ?image\b`, 'credits per-image '),
  all(String.raw`\bper (?:output |generated )?(${SIZES} )?image\b`, ' $1 per-image '),
  all(String.raw`\bper (?:output |generated )?((?:(?:${SIZES}|\d{1,4}s) ){0,2})video\b`, ' $1 per-video '),
  all(String.raw`\bcredits? ?/ ?(video|request)\b`, 'credits per-$1 '),
  all(String.raw`\bper (?:request|generation|upscale|extension|run|task|call|job|use|edit)\b`, ' per-request ')
];

const apply = (text: string, replacements: readonly Replacement[]): string =>
  replacements.reduce((done, [pattern, to]) => done.replace(pattern, to), text);

/**
 * Rewrites a text into few words: lower case, no dollars, no advertising, units as `per-second`, alternatives as
 * `1k+2k`. Undefined when it is too long. Every pattern takes linear time.
 */
export function tidyPriceText(text: string): string | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const plain = apply(text.toLowerCase(), CHARACTERS).replace(/high-tier top-ups[^\n]*/g, ' ');
  const figures = plain.includes('credit') ? plain : creditsOf(plain);
  return apply(apply(apply(figures, DOLLARS), NUMBERS), UNITS);
}

/** Some texts state dollars only. */
const creditsOf = (text: string): string =>
  text.replace(new RegExp(String.raw`([~≈]?) ?\$(${FIGURE})`, 'g'), (_, about: string, dollars: string) => {
    const credits = rounded(Number(dollars) / USD_PER_CREDIT);
    return ` ${about === '' ? '' : 'about '}${credits} credits `;
  });
