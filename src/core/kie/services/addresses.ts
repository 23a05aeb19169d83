import { trimEndOf } from '../../../shared/textParts.ts';

/** Maximum characters of a text that is searched for URLs. Signed URLs have about 1,000 characters. */
const MAX_TEXT_CHARS = 64 * 1024;
const MAX_URL_CHARS = 8 * 1024;

const NO_SCHEME = /^\/\/(?:localhost|\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)+)(?::\d+)?[/?]/i;
/** Loopback URLs use http, all others https. */
const LOOPBACK = /^\/\/(?:localhost|127\.|\[::1\])/;
/** Quotes, brackets and invisible characters around a URL. */
const AROUND = /[\s"'`<>\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/;
/** Invisible characters that no URL contains. Joiners are part of emoji, which file names contain. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/g;

/**
 * Returns the http URLs that make up a text of a response: without quotes around them, decoded if the whole URL is
 * escaped, `//host/…` completed, spaces encoded. Several URLs can be separated by white space, a comma, a semicolon or a vertical bar.
 * Empty for other text.
 * @param spaces - whether a URL can contain spaces; otherwise a text with spaces is prose
 */
export function addressesIn(text: string, spaces: boolean): readonly string[] {
  const trimmed = text.length > MAX_TEXT_CHARS ? '' : unescaped(trimAround(text).replace(INVISIBLE, ''));
  if (!isStart(withScheme(trimmed))) return [];
  const addresses: string[] = [];
  let current = '';
  let pending = ''; // white space before the next word
  // A word that does not start a URL belongs to the previous one.
  for (const [place, part] of trimmed
    .replace(/[,;|]\s{0,20}(?=(?:https?:)?\/\/)/gi, ' ')
    .split(/\s/)
    .entries()) {
    const word = withScheme(part);
    pending += place === 0 ? '' : '%20';
    if (word === '') continue;
    const isFirstWord = place === 0 || isStart(word);
    if (!isFirstWord && !spaces) return [];
    if (isFirstWord && place > 0) addresses.push(current);
    current = isFirstWord ? word : current + pending + word;
    pending = '';
  }
  return [...addresses, current].filter(address => address.length <= MAX_URL_CHARS && URL.canParse(address));
}

/** Completes a URL without a scheme, and removes a scheme in front of another. */
function withScheme(word: string): string {
  if (NO_SCHEME.test(word.slice(0, 300))) return `${LOOPBACK.test(word) ? 'http' : 'https'}:${word}`;
  return word.replace(/^(?:https?:\/\/){1,5}(?=https?:\/\/)/i, '');
}

/**
 * Returns the URLs that a dead URL may begin with, the longest first: text or punctuation can follow a URL in a
 * response. Empty when nothing can be cut off.
 */
export function withoutTextBehind(address: string): readonly string[] {
  const separators = [address.lastIndexOf('%20'), address.search(/%20|[|;]|%7C/i)];
  const cuts = [address, ...separators.filter(at => at > 0).map(at => address.slice(0, at))].map(cut =>
    trimEndOf(cut, /[,;.|]/)
  );
  return [...new Set(cuts)].filter(cut => cut !== address && isFile(cut));
}

/** Whether a URL names a file: the beginning of another name is not meant. */
const isFile = (address: string): boolean =>
  URL.canParse(address) && /\.\w{2,5}$/.test(new URL(address).pathname.slice(-8));

const isStart = (word: string): boolean => /^https?:\/\/./i.test(word.slice(0, 20));

function trimAround(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && AROUND.test(text.charAt(from))) from++;
  while (to > from && AROUND.test(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Decodes a URL that was escaped as a whole, for JSON, HTML or a query. */
function unescaped(text: string): string {
  if (/^(?:https?:)?\\\/\\\//i.test(text)) return text.replaceAll('\\/', '/');
  if (/^https?%3a%2f%2f/i.test(text)) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // not escaped as a whole
    }
  }
  return text.replaceAll(/&(?:amp|#38|#x26);/gi, '&');
}
