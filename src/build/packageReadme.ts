const IMAGE = /<img src="(?<src>[^":]+)"/g;
const LINK = /(?<!!)\[(?<text>[^[\]]+)\]\((?<to>[^():#][^():]*)\)/g;

/**
 * The README of a package without a repository, for which relative addresses lead nowhere: its PNG images become part of
 * the text, and its relative links become plain text.
 */
export async function packageReadme(text: string, readImage: (path: string) => Promise<Uint8Array>): Promise<string> {
  const paths = new Set([...text.matchAll(IMAGE)].map(({ groups }) => groups?.['src'] ?? ''));
  const data = new Map<string, string>();
  for (const path of paths) data.set(path, Buffer.from(await readImage(path)).toString('base64'));
  return text
    .replaceAll(IMAGE, (_, src: string) => `<img src="data:image/png;base64,${data.get(src) ?? ''}"`)
    .replaceAll(LINK, (_, title: string) => title);
}
