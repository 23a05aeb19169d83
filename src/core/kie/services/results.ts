import { compact } from '../../../shared/compact.ts';
import { kindOfName } from '../../../shared/mediaTypes.ts';
import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import { textResults } from './textResults.ts';
import type { Fields } from './values.ts';
import { decode, isEmpty, isFields, text } from './values.ts';
import { before } from '../../../shared/textParts.ts';

/** Fields whose address is the result itself and needs no word of its own in the file name. */
export const MAIN = /^(images|(result_?)?((audio|video|image)_?)?(wav_?)?urls?)$/i;
/** The same beside text or data, where a picture says by its field what it shows. */
const PLAIN = /^(result_?)?urls?$/i;
/** Addresses of what went in, and of streams that end with the run. */
export const NOT_RESULTS = /^(stream|source|origin_?url|origin_?image|callback)/i;

/**
 * What a finished task holds: every address inside `raw` once, in order, and what came as text or data.
 * The name of an address's field becomes its role; names in `leave` are passed over.
 */
export function readResults(raw: unknown, output: Output, leave: readonly string[] = []): readonly ResultItem[] {
  const value = decode(raw);
  if (isEmpty(value)) return [];
  const media = output === 'image' || output === 'video' || output === 'audio';
  const items = new Map<string, ResultItem>();
  const walk = { output, items, leave };
  const main = isFields(value) ? value['resultUrls'] : undefined;
  if (main !== undefined) collect(walk, main, undefined, undefined);
  collect(walk, value, undefined, undefined);
  const found = oneForEachStem([...items.values()]);
  if (found.length > 0 && (media || main !== undefined)) return found;
  const inner = isFields(value) ? (value['resultObject'] ?? value) : value;
  if (media || isEmpty(inner)) return found;
  return [...textResults(inner, output), ...found];
}

interface Walk {
  readonly output: Output;
  readonly items: Map<string, ResultItem>;
  readonly leave: readonly string[];
}

/** Marks that the next object is an item of a list. */
const ITEM: Fields = {};

function collect(walk: Walk, value: unknown, name: string | undefined, owner: Fields | undefined): void {
  if (typeof value === 'string') {
    if (!/^https?:\/\/\S+$/i.test(value)) return;
    const known = walk.items.get(value);
    const item = itemOf(walk.output, value, name, owner);
    // The same file told twice, by its field and in a list with its id: both count, the field names it.
    const [first, second] = known?.ref === undefined ? [known, item] : [item, known];
    walk.items.set(value, { ...second, ...first });
  } else if (Array.isArray(value)) {
    for (const inner of value as unknown[]) collect(walk, inner, name, isFields(inner) ? ITEM : owner);
  } else if (isFields(value)) {
    // Only what stands alone in its object, an item of a list, is named by the object's id.
    const piece = owner === ITEM ? value : undefined;
    for (const [key, inner] of Object.entries(value)) {
      if (!NOT_RESULTS.test(key) && !walk.leave.includes(key)) collect(walk, inner, key, piece);
    }
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
  const byExtension = kindOfName(before(address, /[?#]/));
  if (byExtension !== undefined) return byExtension;
  if (name !== undefined && /frame|image|mask|cover/i.test(name)) return 'image';
  return output;
}
