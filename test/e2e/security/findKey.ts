// Searches for a key where it must not be: in texts and in every byte below a folder.
import fs from 'node:fs/promises';
import path from 'node:path';

/** Encodings of the key: plain, in an address, and in base64 at any offset of the encoded data. */
export function formsOf(key: string): readonly Buffer[] {
  const inside = [0, 1, 2].map(shift => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(key)]).toString('base64');
    // The first and last characters depend on the bytes around the key.
    return encoded.slice(shift === 0 ? 0 : 4, encoded.replace(/=+$/, '').length - 2);
  });
  const base64url = inside.map(text => text.replaceAll('+', '-').replaceAll('/', '_'));
  const plain = [key, encodeURIComponent(key), Buffer.from(key).toString('hex')];
  const wide = Buffer.from(key, 'utf16le');
  return [...[...new Set([...plain, ...inside, ...base64url])].map(text => Buffer.from(text)), wide];
}

export const holdsKey = (bytes: Buffer | string, key: string): boolean =>
  formsOf(key).some(form => Buffer.from(bytes).includes(form));

export interface Search {
  /** Files that contain the key. */
  readonly found: readonly string[];
  /** All searched files. */
  readonly searched: readonly string[];
}

export async function findKey(folder: string, key: string): Promise<Search> {
  const found: string[] = [];
  const searched: string[] = [];
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (holdsKey(file, key)) found.push(file);
    if (!entry.isFile()) continue;
    searched.push(file);
    if (holdsKey(await fs.readFile(file), key)) found.push(file);
  }
  return { found, searched };
}
