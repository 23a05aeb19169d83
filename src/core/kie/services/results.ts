import { compact } from '../../../shared/compact.ts';
import { kindOfAddress } from '../../../shared/catalog/mediaTypes.ts';
import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import { addressesIn } from './addresses.ts';
import { textResults } from './textResults.ts';
import type { Fields } from './values.ts';
import { decode, isEmpty, isFields, text } from './values.ts';

/** Fields whose URL is a main result and adds no role to the file name. */
export const MAIN = /^(images|(result_?)?((audio|video|image)_?)?(wav_?)?urls?)$/i;
/** The same for text and JSON outputs, whose images get their role from the field name. */
const PLAIN = /^(result_?)?urls?$/i;
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
  for (const address of addressesIn(value, name === undefined ? walk.media : field && ADDRESS_FIELD.test(name))) {
    const known = walk.items.get(address);
    const item = itemOf(walk.output, address, name, owner);
    // The same file can occur as a field and in a list with its ID: keep the role of the field and the ID.
    const [first, second] = known?.ref === undefined ? [known, item] : [item, known];
    walk.items.set(address, { ...second, ...first });
  }
}

function itemOf(output: Output, url: string, name: string | undefined, owner: Fields | undefined): ResultItem {
  const kind = kindOf(url, name, output);
  // The image of a track is its cover.
  const cover = output === 'audio' && kind === 'image' && name !== undefined && MAIN.test(name);
  const main = output === 'json' || output === 'text' ? PLAIN : MAIN;
  const plain = name === undefined || main.test(name);
  const stem = kind === 'audio' && (plain || /^stem/i.test(name)) ? nameOfStem(owner) : undefined;
  const role = cover ? 'cover' : (stem ?? (plain ? undefined : name));
  const ref = text(owner?.['id'] ?? owner?.['audio_id'] ?? owner?.['audioId']);
  return compact<ResultItem>({
    kind,
    url,
    role: role === undefined ? undefined : roleOf(role),
    ref: name === undefined ? undefined : ref,
    title: text(owner?.['title'])
  });
}

/**
 * Returns the name of a list item. `stem_type_group_name` is documented; the response of `split_stem_advanced` is not,
 * so similar fields are read too. Source: docs.kie.ai/suno-api/get-vocal-separation-details
 */
export function nameOfStem(owner: Fields | undefined): string | undefined {
  const names = Object.keys(owner ?? {}).filter(name => STEM_NAME.test(name));
  return names.map(name => text(owner?.[name])).find(name => name !== undefined);
}

const STEM_NAME = /^(stem|instrument)(_?type)?(_?group)?(_?name)?$|^name$/i;

/**
 * Merges a stem that occurs twice, as a field and in a list with its ID ("vocal", "Vocals"). Further list items of that
 * name remain separate files.
 */
function mergeStems(items: readonly ResultItem[]): readonly ResultItem[] {
  const stem = ({ kind, role }: ResultItem): string | undefined =>
    kind === 'audio' && role !== undefined ? role.replace(/s$/, '') : undefined;
  const twins = new Map<ResultItem, ResultItem>();
  for (const item of items) {
    if (stem(item) === undefined || item.ref !== undefined) continue;
    const taken = [...twins.values()];
    const twin = items.find(other => other.ref !== undefined && stem(other) === stem(item) && !taken.includes(other));
    if (twin !== undefined) twins.set(item, twin);
  }
  const merged = new Set(twins.values());
  return items
    .filter(item => !merged.has(item))
    .map(item => {
      const ref = twins.get(item)?.ref;
      return ref === undefined ? item : { ...item, ref };
    });
}

/** Converts a field name to a role: `firstFrameUrl` to "first-frame". */
function roleOf(name: string): string | undefined {
  if (/watermark/i.test(name)) return 'watermarked';
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[_\s]+/g, '-')
    .toLowerCase()
    .replace(/-?urls?$/, '');
  return words === '' ? undefined : words;
}

function kindOf(address: string, name: string | undefined, output: Output): ResultItem['kind'] {
  const byExtension = kindOfAddress(address);
  if (byExtension !== undefined) return byExtension;
  if (name !== undefined && /frame|image|mask|cover/i.test(name)) return 'image';
  return output;
}
