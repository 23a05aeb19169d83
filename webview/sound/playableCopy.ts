import type * as SoundModule from './sound.ts';

/** Files by these names may have AAC sound. */
const MAY_HAVE_AAC = /\.(?:mp4|m4v|mov|m4a|aac)$/i;

/** Larger files are not copied: their copies are held in memory. */
const MAX_BYTES = 400_000_000;

/** Whether the browser can decode AAC. VS Code cannot. */
const canDecodeAac = (): boolean => document.createElement('video').canPlayType('audio/mp4; codecs="mp4a.40.2"') !== '';

/** Whether a file may have sound that the browser cannot decode. */
export const mayBeSilent = (src: string): boolean =>
  MAY_HAVE_AAC.test(new URL(src, document.baseURI).pathname) && !canDecodeAac();

let sound: Promise<typeof SoundModule> | undefined;

/**
 * Returns the address of a copy with sound that the browser can decode; undefined when the file needs none. The caller
 * revokes it. The code for it loads on first use.
 * @throws when there can be no copy, or the signal aborts
 */
export async function playableCopy(src: string, signal: AbortSignal): Promise<string | undefined> {
  const response = await fetch(src, { signal });
  if (!response.ok) throw new Error(`The file could not be read (${response.status}).`);
  const file = await response.blob();
  if (file.size > MAX_BYTES) throw new Error('The file is too large.');
  sound ??= import(new URL('./sound.js', import.meta.url).href) as Promise<typeof SoundModule>;
  const copy = await (await sound).copyWithOpus(file, signal);
  return copy === undefined ? undefined : URL.createObjectURL(copy);
}
