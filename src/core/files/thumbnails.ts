import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { extensionOf } from '../../shared/catalog/mediaTypes.ts';

/** Decoding a larger image takes too long for an icon of 16 pixels. */
const MAX_ICON_BYTES = 3_000_000;
/** Types that VS Code loads as an icon. Source: vs/platform/protocol/electron-main/protocolMainService.ts. */
const ICON_TYPES: readonly string[] = ['png', 'jpg', 'jpeg', 'gif', 'webp'];
/** Number of thumbnails; each takes about 2 kB. */
const MAX_KEPT = 1000;

/** Icons of results: small images themselves, and thumbnails that the Result editor made of videos and large images. */
export class Thumbnails {
  readonly #folder: string;

  constructor(storageDir: string) {
    this.#folder = path.join(storageDir, 'thumbnails');
  }

  /** Returns the image file to use as the icon of a file. Undefined when there is none, or the file is gone. */
  async iconOf(file: string): Promise<string | undefined> {
    const icon = await this.#iconPath(file);
    if (icon === undefined || icon === file) return icon;
    return (await exists(icon)) ? icon : undefined;
  }

  /** Whether an image or video has no icon until a thumbnail is stored. */
  async isMissing(file: string): Promise<boolean> {
    const icon = await this.#iconPath(file);
    return icon !== undefined && icon !== file && !(await exists(icon));
  }

  /** Stores the thumbnail of a file: a WebP image. Removes the oldest ones above the limit. */
  async store(file: string, data: Uint8Array): Promise<void> {
    const icon = await this.#iconPath(file);
    if (icon === undefined || icon === file || !isWebp(data)) return;
    await fs.mkdir(this.#folder, { recursive: true });
    // Another window may be reading the thumbnail.
    const partial = `${icon}.${process.pid}.part`;
    await fs.writeFile(partial, data);
    await fs.rename(partial, icon);
    await this.#prune();
  }

  /** The file itself if it can be an icon, otherwise the path of its thumbnail, which differs once the file changes. */
  async #iconPath(file: string): Promise<string | undefined> {
    try {
      const { size, mtimeMs } = await fs.stat(file);
      if (size <= MAX_ICON_BYTES && ICON_TYPES.includes(extensionOf(file))) return file;
      const name = createHash('sha256').update(`${file}\n${size}\n${mtimeMs}`).digest('hex').slice(0, 32);
      return path.join(this.#folder, `${name}.webp`);
    } catch {
      // The file was moved or deleted.
      return undefined;
    }
  }

  async #prune(): Promise<void> {
    const names = await fs.readdir(this.#folder);
    if (names.length <= MAX_KEPT) return;
    const files = names.map(name => path.join(this.#folder, name));
    const aged = await Promise.all(files.map(async file => ({ file, at: await modified(file) })));
    const oldest = aged.toSorted((a, b) => a.at - b.at).slice(0, names.length - MAX_KEPT);
    await Promise.all(oldest.map(({ file }) => fs.rm(file, { force: true })));
  }
}

const isWebp = (data: Uint8Array): boolean => {
  const text = Buffer.from(data.subarray(0, 12)).toString('latin1');
  return text.startsWith('RIFF') && text.endsWith('WEBP');
};

async function exists(file: string): Promise<boolean> {
  return (await modified(file)) > 0;
}

/** The last modification; 0 for a file that does not exist. */
async function modified(file: string): Promise<number> {
  try {
    return (await fs.stat(file)).mtimeMs;
  } catch {
    return 0;
  }
}
