/** The longest text of somebody else inside one of our sentences, in code points. */
export const MAX_FOREIGN_TEXT = 300;
/** The longest line of a log, in code points. */
export const MAX_LOG_LINE = 2_000;
/** The longest message: several sentences, each with texts of others in it. */
const MAX_MESSAGE = 2_000;
/** How much of a page of HTML is looked at, in code units. */
const MAX_PAGE = 65_536;
/** Text beyond this many code units for each shown code point is cut before any pattern runs on it. */
const UNITS_PER_POINT = 8;

// Control, format and private characters, lone surrogates, line separators: invisible, or they change the direction of
// the text around them. Not the Arabic signs that Unicode counts as format characters, nor the two joiners.
const INVISIBLE =
  /(?![\u0600-\u0605\u06dd\u08e2\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;
// A joiner is part of a word or of an emoji; anywhere else it only hides something.
const LOOSE_JOINER =
  /(?<![\p{L}\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/**
 * Prepares a text from outside (an answer of a server, a name of a file, a folder, a preset or a model) for a sentence of
 * ours: one line without links, icons, control or direction-changing characters, at most `max` code points.
 *
 * Notifications, input boxes and quick picks of VS Code take `[words](command:…)` for a link that runs a command, and
 * `$(name)` for an icon. Source: vs/base/common/linkedText.ts, vs/base/common/iconLabels.ts.
 */
export function foreignText(text: string, max = MAX_FOREIGN_TEXT): string {
  const line = text
    .slice(0, max * UNITS_PER_POINT)
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(LOOSE_JOINER, '')
    .replace(/ {2,}/g, ' ')
    .replaceAll('](', '] (')
    .replaceAll('$(', '$ (')
    .replace(/command:/gi, match => `${match.slice(0, -1)} :`)
    .trim();
  return shorten(line, max);
}

/** A whole message of several sentences: as {@link foreignText}, but each line stays a line, at most 2,000 code points. */
export function foreignMessage(text: string): string {
  const lines = text
    .slice(0, MAX_MESSAGE * UNITS_PER_POINT)
    .split('\n')
    .map(line => foreignText(line, MAX_MESSAGE));
  return shorten(lines.join('\n').trim(), MAX_MESSAGE);
}

/** Text for a block of code: its lines and spaces stay, hidden characters go, at most `max` code units. */
export const foreignCode = (text: string, max: number): string =>
  (text.length > max ? `${text.slice(0, max)}…` : text)
    .split('\n')
    .map(line => line.replace(INVISIBLE, ''))
    .join('\n');

/** A line of the log: text from outside cannot begin a line of its own. */
export const logLine = (text: string): string => foreignText(text, MAX_LOG_LINE);

/** The words at the beginning of a page of HTML, without its tags. */
export const withoutTags = (html: string): string => html.slice(0, MAX_PAGE).replace(/<[^<>]*>/g, ' ');

function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = Array.from(text);
  return points.length > max ? `${points.slice(0, max - 1).join('')}…` : text;
}
