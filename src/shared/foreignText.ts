/** Maximum length of external text inside a sentence, in code points. */
const MAX_FOREIGN_TEXT = 300;
/** Maximum length of a log line, in code points. */
const MAX_LOG_LINE = 2_000;
/** Maximum length of a message: several sentences with external texts. */
const MAX_MESSAGE = 2_000;
/** How much of an HTML page is read, in code units. */
const MAX_PAGE = 65_536;
/** Text is cut to this many code units per shown code point before any pattern runs on it. */
const UNITS_PER_POINT = 8;

// Control, format and private-use characters, lone surrogates, line separators: they are invisible or change the
// direction of the surrounding text. Excludes the Arabic signs that Unicode counts as format characters, and the two
// joiners.
const INVISIBLE =
  /(?![\u0600-\u0605\u06dd\u08e2\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;
// A joiner is valid inside a word or an emoji; anywhere else it only hides something.
const LOOSE_JOINER =
  /(?<![\p{L}\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/**
 * Prepares external text (a response, a name of a file, folder, preset or model) for a sentence of ours: one line
 * without links, icons, control or direction-changing characters, at most `max` code points.
 *
 * VS Code's notifications, input boxes and quick picks treat `[words](command:…)` as a link that runs a command, and
 * `$(name)` as an icon. Source: vs/base/common/linkedText.ts, vs/base/common/iconLabels.ts.
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

/**
 * Prepares a message of several sentences: like {@link foreignText}, but keeps its lines, at most 2,000 code points.
 */
export function foreignMessage(text: string): string {
  const lines = text
    .slice(0, MAX_MESSAGE * UNITS_PER_POINT)
    .split('\n')
    .map(line => foreignText(line, MAX_MESSAGE));
  return shorten(lines.join('\n').trim(), MAX_MESSAGE);
}

/** Prepares text for a code block: keeps lines and spaces, removes hidden characters, at most `max` code units. */
export const foreignCode = (text: string, max: number): string =>
  (text.length > max ? `${text.slice(0, max)}…` : text)
    .split('\n')
    .map(line => line.replace(INVISIBLE, ''))
    .join('\n');

/** A log line: external text cannot start a line of its own. */
export const logLine = (text: string): string => foreignText(text, MAX_LOG_LINE);

/** The text at the beginning of an HTML page, without tags. */
export const withoutTags = (html: string): string => html.slice(0, MAX_PAGE).replace(/<[^<>]*>/g, ' ');

function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = Array.from(text);
  return points.length > max ? `${points.slice(0, max - 1).join('')}…` : text;
}
