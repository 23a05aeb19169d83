import { randomBytes } from 'node:crypto';
import fs from 'node:fs';

/** Enough for the responses of all running tasks and for the copies of file system metadata that each sync makes. */
export const SPARE_BYTES = 512 * 1024;
const OWNER_ONLY = 0o600;

/**
 * A file that only occupies disk space, so that deleting it makes room for the response to a task that was sent.
 *
 * An overwrite of reserved bytes needs no space on file systems that write in place (ext4, NTFS, HFS+). Those that copy
 * on write (btrfs, ZFS, APFS, and others with snapshots) put an overwrite into new blocks, so it can fail on a full
 * disk. Deletion is possible on a full disk everywhere, because these file systems keep blocks for it.
 *
 * Guaranteed: when a task is sent, this file is on the disk, with allocated blocks (random bytes, which compression and
 * deduplication cannot shrink, and a sync). Not guaranteed: that its blocks are available after the deletion, since a
 * snapshot may keep them and another program may take them. The response is then only in memory until there is space
 * again; after a crash, the task counts as possibly accepted and is never sent again without the user.
 */
export class SpareFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Creates the file unless it exists in full size. Windows share it.
   *
   * @throws the error of the file system when it cannot be completely on the disk.
   */
  ensure(): void {
    if (fs.statSync(this.#file, { throwIfNoEntry: false })?.size === SPARE_BYTES) return;
    const descriptor = fs.openSync(this.#file, 'w', OWNER_ONLY);
    try {
      const written = fs.writeSync(descriptor, randomBytes(SPARE_BYTES));
      if (written !== SPARE_BYTES) throw new Error(`${this.#file} could not be written as a whole.`);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  }

  /** Deletes the file. Returns whether that may have freed space. */
  release(): boolean {
    const exists = fs.existsSync(this.#file);
    fs.rmSync(this.#file, { force: true });
    return exists;
  }
}
