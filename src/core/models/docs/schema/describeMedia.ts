import { typesCalled } from '../../../../shared/catalog/mediaTypes.ts';
import type { MediaKind, Param } from '../../../../shared/model.ts';

const KINDS: readonly (readonly [MediaKind, RegExp])[] = [
  ['audio', /audio|voice|speech|music|song|sound/i],
  ['video', /video|clip|movie|footage/i],
  ['image', /image|picture|photo|mask|frame|portrait/i]
];

/**
 * Media properties that a schema does not state but the name and description do: whether a string is an image, video or
 * audio URL, its accepted types and its size limit. Empty for other parameters and when the kind is ambiguous.
 */
export function describeMedia(
  name: string,
  param: Param,
  description: string
): Pick<Param, 'media' | 'accept' | 'maxSizeMB'> {
  const text = param.type === 'array' ? param.items : param;
  if (text?.type !== 'string' || text.enum !== undefined) return {};
  const address = text.format === 'uri' || /(^|_)urls?$|Urls?$/.test(name) || mentionsAddress(name, description);
  if (!address || /call_?back|webhook/i.test(name)) return {};
  const media = kindOf(name) ?? kindOf(description);
  if (media === undefined) return {};
  const size = /(?:max(?:imum)?|up to|under|exceed)[^.\n]{0,40}?(\d+(?:\.\d+)?)\s*MB/i.exec(description)?.[1];
  const accept = acceptedTypes(description, media);
  return {
    media,
    ...(accept.length === 0 ? {} : { accept }),
    ...(size === undefined || Number(size) <= 0 ? {} : { maxSizeMB: Number(size) })
  };
}

/** A field named just `image` is a URL only if its description states it. */
const mentionsAddress = (name: string, description: string): boolean =>
  /(^|_)(image|video|audio|mask|frame|voice)s?(_input)?$/i.test(name) && /\burls?\b|\bupload/i.test(description);

/** The single media kind in the text; undefined when it names several. */
function kindOf(words: string): MediaKind | undefined {
  const named = KINDS.filter(([, pattern]) => pattern.test(words));
  // "First frame of the video" is an image, as is a name such as `video_frame_url`.
  if (named.length === 2 && /frame/i.test(words) && !/audio/i.test(words)) return 'image';
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** The types named by the first line about formats. */
function acceptedTypes(description: string, media: MediaKind): readonly string[] {
  const lines = description.split(/\n|(?<=\.)\s/).filter(line => /accept|support|format|file types?/i.test(line));
  const named = lines.map(line =>
    (line.toLowerCase().match(/[\w-]+/g) ?? []).flatMap(word => typesCalled(word, media))
  );
  return [...new Set(named.find(types => types.length > 0))];
}
