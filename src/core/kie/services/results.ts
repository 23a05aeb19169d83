import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import { addressesIn } from './addresses.ts';
import { dataItem, MAIN, mergeStems, resultItem } from './resultItem.ts';
import { textResults } from './textResults.ts';
import type { Fields } from './values.ts';
import { decode, isEmpty, isFields } from './values.ts';

/** URLs of inputs, and of streams that end with the task. */
export const NOT_RESULTS = /^(stream|source|origin_?url|origin_?image|callback)/i;

/** Maximum number of JSON strings decoded per response. */
const MAX_DECODED = 200;
/** Fields whose text is a URL or a list of URLs. */
const ADDRESS_FIELD = /urls?$|image|video|audio|file|cover|frame|mask/i;

/**
 * Returns the results of a finished task: each URL in `raw` once, in order, and its text or data. The name of a URL's
 * field becomes its role.
 * @param leave - fields to skip
 */
export function readResults(raw: unknown, output: Output, leave: readonly string[] = []): readonly ResultItem[] {
  const media = output === 'image' || output === 'video' || output === 'audio';
  const value = decodeResponse(raw, media);
  if (isEmpty(value)) return [];
  const items = new Map<string, ResultItem>();
  const walk: Walk = { output, media, items, leave, decoded: 0 };
  const main = isFields(value) ? value['resultUrls'] : undefined;
  if (main !== undefined) collect(walk, main, 'resultUrls', undefined);
  collect(walk, value, undefined, undefined);
  const found = mergeStems([...items.values()]);
  if (found.length > 0 && (media || main !== undefined)) return [...found, ...dataBeside(value)];
  const inner = isFields(value) ? (value['resultObject'] ?? value) : value;
  if (media || isEmpty(inner)) return found;
  return [...textResults(inner, output), ...found];
}

/** Decodes nested JSON strings that hold results; text results are not decoded. */
function decodeResponse(raw: unknown, media: boolean): unknown {
  const value = decode(raw);
  const inner = typeof value === 'string' ? decode(value) : value;
  const holdsResults = isFields(inner) && ('resultUrls' in inner || 'resultObject' in inner);
  return media || holdsResults ? inner : value;
}

/** Returns the structured data of a result (layer positions, segment names) as an additional file. */
function dataBeside(value: unknown): readonly ResultItem[] {
  const data = isFields(value) ? decode(value['resultObject']) : undefined;
  if (!hasFacts(data)) return [];
  return [{ kind: 'json', text: JSON.stringify(data, null, 2), role: 'data' }];
}

/** Whether data contains anything other than URLs. */
function hasFacts(data: unknown): boolean {
  if (typeof data === 'string') return data.trim() !== '' && addressesIn(data, true).length === 0;
  if (Array.isArray(data)) return data.some(hasFacts);
  return isFields(data) ? Object.values(data).some(hasFacts) : data !== undefined && data !== null;
}

interface Walk {
  readonly output: Output;
  readonly media: boolean;
  readonly items: Map<string, ResultItem>;
  readonly leave: readonly string[];
  decoded: number;
}

/** Marks the next object as an item of a list. */
const ITEM: Fields = {};

function collect(walk: Walk, value: unknown, name: string | undefined, owner: Fields | undefined): void {
  if (typeof value === 'string') collectText(walk, value, name, owner);
  else if (Array.isArray(value)) {
    for (const inner of value as unknown[]) collect(walk, inner, name, isFields(inner) ? ITEM : owner);
  } else if (isFields(value)) {
    // Only list items take the ID of their object.
    const piece = owner === ITEM ? value : undefined;
    for (const [key, inner] of Object.entries(value)) {
      if (!NOT_RESULTS.test(key) && !walk.leave.includes(key)) collect(walk, inner, key, piece);
    }
  }
}

function collectText(walk: Walk, value: string, name: string | undefined, owner: Fields | undefined): void {
  const field = walk.media || (name !== undefined && MAIN.test(name));
  if (field && /^\s*[[{"]/.test(value.slice(0, 100)) && walk.decoded < MAX_DECODED) {
    const inner = decode(value);
    walk.decoded++;
    if (inner !== value) {
      collect(walk, inner, name, owner);
      return;
    }
  }
  const isAddress = name === undefined ? walk.media : field && ADDRESS_FIELD.test(name);
  const content = isAddress ? dataItem(value, name, owner) : undefined;
  if (content !== undefined) walk.items.set(value, content);
  for (const address of addressesIn(value, isAddress)) {
    const known = walk.items.get(address);
    const item = resultItem(walk.output, address, name, owner);
    // The same file can occur as a field and in a list with its ID: keep the role of the field and the ID.
    const [first, second] = known?.ref === undefined ? [known, item] : [item, known];
    walk.items.set(address, { ...second, ...first });
  }
}
