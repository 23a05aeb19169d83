import { typesCalled } from '../../../shared/mediaTypes.ts';
import type { MediaKind, Param } from '../../../shared/model.ts';

const KINDS: readonly (readonly [MediaKind, RegExp])[] = [
  ['audio', /audio|voice|speech|music|song|sound/i],
  ['video', /video|clip|movie|footage/i],
  ['image', /image|picture|photo|mask|frame|portrait/i]
];

/**
 * What the schema does not say but the name and the description do: that a text is the address of a picture, a clip or
 * a sound, which types it takes and how large it may be. Empty for anything else, and where the kind is not plain.
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

/** A field that is just called `image` holds an address only when its description says so. */
const mentionsAddress = (name: string, description: string): boolean =>
  /(^|_)(image|video|audio|mask|frame|voice)s?(_input)?$/i.test(name) && /\burls?\b|\bupload/i.test(description);

/** The only kind that the words name; for a text that names several, none. */
function kindOf(words: string): MediaKind | undefined {
  const named = KINDS.filter(([, pattern]) => pattern.test(words));
  // "First frame of the video" is a picture; a name such as `video_frame_url` too.
  if (named.length === 2 && /frame/i.test(words) && !/audio/i.test(words)) return 'image';
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** The types that the first line about formats names. */
function acceptedTypes(description: string, media: MediaKind): readonly string[] {
  const lines = description.split(/\n|(?<=\.)\s/).filter(line => /accept|support|format|file types?/i.test(line));
  const named = lines.map(line =>
    (line.toLowerCase().match(/[\w-]+/g) ?? []).flatMap(word => typesCalled(word, media))
  );
  return [...new Set(named.find(types => types.length > 0))];
}
