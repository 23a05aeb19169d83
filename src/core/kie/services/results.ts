import { compact } from '../../../shared/compact.ts';
import { kindOfAddress } from '../../../shared/mediaTypes.ts';
import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import { addressesIn } from './addresses.ts';
import { textResults } from './textResults.ts';
import type { Fields } from './values.ts';
import { decode, isEmpty, isFields, text } from './values.ts';

/** Fields whose address is the result itself and needs no word of its own in the file name. */
export const MAIN = /^(images|(result_?)?((audio|video|image)_?)?(wav_?)?urls?)$/i;
/** The same beside text or data, where a picture says by its field what it shows. */
const PLAIN = /^(result_?)?urls?$/i;
/** Addresses of what went in, and of streams that end with the run. */
export const NOT_RESULTS = /^(stream|source|origin_?url|origin_?image|callback)/i;

/** How often JSON inside of JSON text is decoded in one answer. */
const MAX_DECODED = 200;
/** Fields whose text is an address or a list of them, whatever else is in it. */
const ADDRESS_FIELD = /urls?$|image|video|audio|file|cover|frame|mask/i;

/**
 * What a finished task holds: every address inside `raw` once, in order, and its text or data. The name of an address's
 * field becomes its role; fields in `leave` are passed over.
 */
export function readResults(raw: unknown, output: Output, leave: readonly string[] = []): readonly ResultItem[] {
  const media = output === 'image' || output === 'video' || output === 'audio';
  const value = decodeAnswer(raw, media);
  if (isEmpty(value)) return [];
  const items = new Map<string, ResultItem>();
  const walk: Walk = { output, media, items, leave, decoded: 0 };
  const main = isFields(value) ? value['resultUrls'] : undefined;
  if (main !== undefined) collect(walk, main, 'resultUrls', undefined);
  collect(walk, value, undefined, undefined);
  const found = oneForEachStem([...items.values()]);
  if (found.length > 0 && (media || main !== undefined)) return [...found, ...dataBeside(value)];
  const inner = isFields(value) ? (value['resultObject'] ?? value) : value;
  if (media || isEmpty(inner)) return found;
  return [...textResults(inner, output), ...found];
}

/** JSON text inside of JSON text is decoded too, where it holds results; a text result stays as it is. */
function decodeAnswer(raw: unknown, media: boolean): unknown {
  const value = decode(raw);
  const inner = typeof value === 'string' ? decode(value) : value;
  const holdsResults = isFields(inner) && ('resultUrls' in inner || 'resultObject' in inner);
  return media || holdsResults ? inner : value;
}

/** The structured part of a result (positions of layers, names of segments) as a file beside its media. */
function dataBeside(value: unknown): readonly ResultItem[] {
  const data = isFields(value) ? decode(value['resultObject']) : undefined;
  if (!hasFacts(data)) return [];
  return [{ kind: 'json', text: JSON.stringify(data, null, 2), role: 'data' }];
}

/** Whether data says anything besides addresses. */
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

/** Marks that the next object is an item of a list. */
const ITEM: Fields = {};

function collect(walk: Walk, value: unknown, name: string | undefined, owner: Fields | undefined): void {
  if (typeof value === 'string') collectText(walk, value, name, owner);
  else if (Array.isArray(value)) {
    for (const inner of value as unknown[]) collect(walk, inner, name, isFields(inner) ? ITEM : owner);
  } else if (isFields(value)) {
    // Only what stands alone in its object, an item of a list, is named by the object's id.
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
    // The same file twice, by its field and in a list with its id: both count, the field names it.
    const [first, second] = known?.ref === undefined ? [known, item] : [item, known];
    walk.items.set(address, { ...second, ...first });
  }
}

function itemOf(output: Output, url: string, name: string | undefined, owner: Fields | undefined): ResultItem {
  const kind = kindOf(url, name, output);
  // A track's picture stands beside the track.
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
 * What an item of a list is called. `stem_type_group_name` is documented; how `split_stem_advanced` answers is not, so any
 * such field counts. Source: docs.kie.ai/suno-api/get-vocal-separation-details
 */
export function nameOfStem(owner: Fields | undefined): string | undefined {
  const names = Object.keys(owner ?? {}).filter(name => STEM_NAME.test(name));
  return names.map(name => text(owner?.[name])).find(name => name !== undefined);
}

const STEM_NAME = /^(stem|instrument)(_?type)?(_?group)?(_?name)?$|^name$/i;

/**
 * A stem may be told twice, by its field and in a list with its id ("vocal", "Vocals"): one file that knows both. Where
 * the list has more of that name, the others are files of their own.
 */
function oneForEachStem(items: readonly ResultItem[]): readonly ResultItem[] {
  const stem = ({ kind, role }: ResultItem): string | undefined =>
    kind === 'audio' && role !== undefined ? role.replace(/s$/, '') : undefined;
  const twins = new Map<ResultItem, ResultItem>();
  for (const item of items) {
    if (stem(item) === undefined || item.ref !== undefined) continue;
    const taken = [...twins.values()];
    const twin = items.find(other => other.ref !== undefined && stem(other) === stem(item) && !taken.includes(other));
    if (twin !== undefined) twins.set(item, twin);
  }
  const told = new Set(twins.values());
  return items
    .filter(item => !told.has(item))
    .map(item => {
      const ref = twins.get(item)?.ref;
      return ref === undefined ? item : { ...item, ref };
    });
}

/** `firstFrameUrl` as "first-frame". */
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
