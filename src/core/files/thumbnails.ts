import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { extensionOf } from '../../shared/catalog/mediaTypes.ts';

/** A larger image would take long to decode for an icon of 16 pixels. In bytes. */
const MAX_ICON_BYTES = 3_000_000;
/** Types that VS Code loads as an icon. Source: vs/platform/protocol/electron-main/protocolMainService.ts. */
const ICON_TYPES: readonly string[] = ['png', 'jpg', 'jpeg', 'gif', 'webp'];
/** Each thumbnail has about 2 kB. */
const MAX_KEPT = 1000;

/** The icons of results: small images themselves; of videos and large images, thumbnails that the Result editor made. */
export class Thumbnails {
  readonly #folder: string;

  constructor(storageDir: string) {
    this.#folder = path.join(storageDir, 'thumbnails');
  }

  /** Returns the image file to use as the icon of a file. Undefined when there is none, or the file is gone. */
  async iconOf(file: string): Promise<string | undefined> {
    const own = await this.#place(file);
    if (own === undefined || own === file) return own;
    return (await exists(own)) ? own : undefined;
  }

  /** Whether an image or video has no icon until a thumbnail is stored. */
  async isMissing(file: string): Promise<boolean> {
    const own = await this.#place(file);
    return own !== undefined && own !== file && !(await exists(own));
  }

  /** Stores the thumbnail of a file: a WebP image. Removes the oldest ones above the limit. */
  async store(file: string, data: Uint8Array): Promise<void> {
    const own = await this.#place(file);
    if (own === undefined || own === file || !isWebp(data)) return;
    await fs.mkdir(this.#folder, { recursive: true });
    // Another window may read it meanwhile.
    const partial = `${own}.${process.pid}.part`;
    await fs.writeFile(partial, data);
    await fs.rename(partial, own);
    await this.#prune();
  }

  /** The file itself if it can be an icon, else the place of its thumbnail, which a changed file does not share. */
  async #place(file: string): Promise<string | undefined> {
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
