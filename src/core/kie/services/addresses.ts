/** Maximum characters of a text that is searched for URLs. Signed URLs have about 1,000 characters. */
const MAX_TEXT_CHARS = 64 * 1024;
const MAX_URL_CHARS = 8 * 1024;

const NO_SCHEME = /^\/\/(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?\//;
/** Loopback URLs use http, all others https. */
const LOOPBACK = /^\/\/(?:localhost|127\.)/;

/**
 * Returns the http URLs that make up a text of a response: trimmed, `//host/…` completed, spaces encoded. Several URLs
 * can be separated by white space. Empty for other text.
 * @param spaces - whether a URL can contain spaces; otherwise a text with spaces is prose
 */
export function addressesIn(text: string, spaces: boolean): readonly string[] {
  const trimmed = text.length > MAX_TEXT_CHARS ? '' : text.trim();
  const full = NO_SCHEME.test(trimmed.slice(0, 300))
    ? `${LOOPBACK.test(trimmed) ? 'http' : 'https'}:${trimmed}`
    : trimmed;
  if (!isStart(full)) return [];
  const addresses: string[] = [];
  let current = '';
  let pending = ''; // white space before the next word
  // A word that does not start a URL belongs to the previous one.
  for (const [place, word] of full.split(/\s/).entries()) {
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

const isStart = (word: string): boolean => /^https?:\/\/./i.test(word.slice(0, 20));
