/** Longest text that is searched for addresses; a signed address has about 1,000 characters. */
const MAX_TEXT = 64 * 1024;
const MAX_ADDRESS = 8 * 1024;

const NO_SCHEME = /^\/\/(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?\//;
/** Plain http goes to this computer only, and only plain http. */
const LOOPBACK = /^\/\/(?:localhost|127\.)/;

/**
 * The http addresses that a text of an answer consists of, fit to be requested: trimmed, `//host/…` completed, spaces
 * encoded. Several may be separated by white space. Empty for any other text.
 * @param spaces - whether an address may contain spaces; else such a text is prose.
 */
export function addressesIn(text: string, spaces: boolean): readonly string[] {
  const trimmed = text.length > MAX_TEXT ? '' : text.trim();
  const full = NO_SCHEME.test(trimmed.slice(0, 300))
    ? `${LOOPBACK.test(trimmed) ? 'http' : 'https'}:${trimmed}`
    : trimmed;
  if (!isStart(full)) return [];
  const addresses: string[] = [];
  let current = '';
  let pending = ''; // white space before the next word
  // A word that is no start of an address belongs to the one before it.
  for (const [place, word] of full.split(/\s/).entries()) {
    pending += place === 0 ? '' : '%20';
    if (word === '') continue;
    const starts = place === 0 || isStart(word);
    if (!starts && !spaces) return [];
    if (starts && place > 0) addresses.push(current);
    current = starts ? word : current + pending + word;
    pending = '';
  }
  return [...addresses, current].filter(address => address.length <= MAX_ADDRESS && URL.canParse(address));
}

const isStart = (word: string): boolean => /^https?:\/\/./i.test(word.slice(0, 20));
