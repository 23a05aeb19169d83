import { kindOfAddress } from '../../../shared/catalog/mediaTypes.ts';
import { compact } from '../../../shared/compact.ts';
import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import type { Fields } from './values.ts';
import { text } from './values.ts';

/** Fields whose URL is a main result and adds no role to the file name. */
export const MAIN = /^(images|(result_?)?((audio|video|image)_?)?(wav_?)?urls?)$/i;
/** The same for text and JSON outputs, whose images get their role from the field name. */
const PLAIN = /^(result_?)?urls?$/i;
/**
 * Describes the result at a URL.
 *
 * @param name - the field of the URL, if it is in one
 * @param owner - the list item that contains the field
 */
export function resultItem(
  output: Output,
  url: string,
  name: string | undefined,
  owner: Fields | undefined
): ResultItem {
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
export function mergeStems(items: readonly ResultItem[]): readonly ResultItem[] {
  const stem = ({ kind, role }: ResultItem): string | undefined =>
    kind === 'audio' && role !== undefined ? role.replace(/s$/, '') : undefined;
  // In reverse, so that the first one is taken first.
  const withId = new Map<string, ResultItem[]>();
  for (const item of items.toReversed()) {
    const name = stem(item);
    if (name === undefined || item.ref === undefined) continue;
    const same = withId.get(name);
    if (same === undefined) withId.set(name, [item]);
    else same.push(item);
  }
  const twins = new Map<ResultItem, ResultItem>();
  for (const item of items) {
    const name = stem(item);
    const twin = name === undefined || item.ref !== undefined ? undefined : withId.get(name)?.pop();
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

const DATA_URL = /^\s{0,9}data:(image|video|audio)\/[\w.+-]{1,60}(?:;[\w.+-]{1,40}=[\w.+-]{1,60}){0,4};base64,/i;

/** Returns the content of a `data:` URL in base64, whose characters can be percent-encoded. */
export function dataContent(dataUrl: string): Buffer {
  const base64 = dataUrl
    .slice(dataUrl.indexOf(',') + 1)
    .replaceAll(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(base64, 'base64');
}

/** Returns the media that a `data:` URL contains, to be decoded when it is saved; undefined for other text. */
export function dataItem(text: string, name: string | undefined, owner: Fields | undefined): ResultItem | undefined {
  const kind = DATA_URL.exec(text.slice(0, 500))?.[1]?.toLowerCase();
  if (kind !== 'image' && kind !== 'video' && kind !== 'audio') return undefined;
  return compact<ResultItem>({ ...resultItem(kind, '', name, owner), kind, text, url: undefined });
}
