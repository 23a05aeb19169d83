import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import { addressesIn } from './addresses.ts';
import { jsonText } from './jsonText.ts';
import { dataItem, MAIN, mergeStems, resultItem } from './resultItem.ts';
import { textResults } from './textResults.ts';
import type { Fields } from './values.ts';
import { decode, isEmpty, isFields } from './values.ts';

/** URLs of inputs, and of streams that end with the task. */
export const NOT_RESULTS = /^(stream|source|origin_?url|origin_?image|callback)/i;

/** Maximum number of texts per response that are decoded as JSON. A text that is not JSON costs some microseconds. */
const MAX_DECODED = 10_000;
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
  if (main !== undefined) collect(walk, { value: main, name: 'resultUrls' });
  collect(walk, { value });
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
  return [{ kind: 'json', text: jsonText(data), role: 'data' }];
}

/** Whether data contains anything other than URLs. */
function hasFacts(data: unknown): boolean {
  const open = [data];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner);
    else if (typeof value === 'string' ? isProse(value) : value !== undefined && value !== null) return true;
  }
  return false;
}

const isProse = (text: string): boolean => text.trim() !== '' && addressesIn(text, true).length === 0;

/** A value of a response, with the name of its field and the list item that contains it. */
interface Node {
  readonly value: unknown;
  readonly name?: string | undefined;
  readonly owner?: Fields | undefined;
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

/** Collects the results in a value of any depth, in order. */
function collect(walk: Walk, root: Node): void {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const inner = innerNodes(walk, node);
    if (inner === undefined) collectText(walk, node);
    else for (const next of inner.reverse()) open.push(next);
  }
}

/** Returns the values in a value: items, fields, or the content of JSON text. Undefined for other values. */
function innerNodes(walk: Walk, { value, name, owner }: Node): Node[] | undefined {
  if (Array.isArray(value)) {
    return (value as unknown[]).map(inner => ({ value: inner, name, owner: isFields(inner) ? ITEM : owner }));
  }
  if (isFields(value)) {
    // Only list items take the ID of their object.
    const piece = owner === ITEM ? value : undefined;
    return Object.entries(value)
      .filter(([key]) => !NOT_RESULTS.test(key) && !walk.leave.includes(key))
      .map(([key, inner]) => ({ value: inner, name: key, owner: piece }));
  }
  if (typeof value !== 'string' || !mayHoldResults(walk, name) || !/^\s*[[{"]/.test(value.slice(0, 100)))
    return undefined;
  if (walk.decoded++ >= MAX_DECODED) return undefined;
  const inner = decode(value);
  return inner === value ? undefined : [{ value: inner, name, owner }];
}

const mayHoldResults = ({ media }: Walk, name: string | undefined): boolean =>
  media || (name !== undefined && MAIN.test(name));

function collectText(walk: Walk, { value, name, owner }: Node): void {
  if (typeof value !== 'string') return;
  const field = mayHoldResults(walk, name);
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
