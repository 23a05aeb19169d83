import fs from 'node:fs';
import path from 'node:path';
import type { Logger } from '../../../base/ports.ts';

const NAME = 'submissions';
export const OWNER_ONLY = 0o600;

/** The parts of the journal in the order in which they were written, oldest first. The last one is appended to. */
export const PARTS = ['.old', '.turned', ''];

/** The files of `SubmissionJournal`. */
export class JournalFiles {
  /** Size of the current file when it was last read or written. */
  bytes = 0;
  readonly #folder: string;
  readonly #log: Logger;

  constructor(folder: string, log: Logger) {
    this.#folder = folder;
    this.#log = log;
  }

  /**
   * Appends a line to the current file, and waits until it is on the disk if `durable`.
   *
   * @returns false when the file was rotated in between, so that the line must be written again.
   * @throws the error of the file system
   */
  append(line: Buffer, durable: boolean): boolean {
    const file = this.path('');
    const isNew = !fs.existsSync(file);
    const descriptor = fs.openSync(file, 'a', OWNER_ONLY);
    try {
      if (fs.writeSync(descriptor, line) !== line.length) throw new Error(`${file} could not be written as a whole.`);
      if (durable) fs.fsyncSync(descriptor);
      const written = fs.fstatSync(descriptor, { bigint: true });
      this.bytes = Number(written.size);
      if (isNew && durable) this.sync();
      return fs.statSync(file, { bigint: true, throwIfNoEntry: false })?.ino === written.ino;
    } finally {
      fs.closeSync(descriptor);
    }
  }

  /**
   * Returns the lines of a part, without empty ones; none if the part does not exist.
   * @throws the error of the file system, except for a missing part
   */
  lines(part: string): readonly string[] {
    let content: string;
    try {
      content = fs.readFileSync(this.path(part), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    if (part === '') this.bytes = content.length;
    // A sync tool or an editor may have added a byte order mark or carriage returns.
    return content
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '');
  }

  /** A new file name is durable only after a sync of its folder (fsync(2)). Systems without folder sync reject it. */
  sync(): void {
    if (process.platform === 'win32') return;
    const descriptor = fs.openSync(this.#folder, 'r');
    try {
      fs.fsyncSync(descriptor);
    } catch (error) {
      this.#log.debug(`The folder of the journal cannot be synced: ${String(error)}`);
    } finally {
      fs.closeSync(descriptor);
    }
  }

  /** The path of the file that reserves disk space. */
  get spare(): string {
    return path.join(this.#folder, `${NAME}.spare`);
  }

  /** The path of a part. */
  path(part: string): string {
    return path.join(this.#folder, `${NAME}${part}.jsonl`);
  }
}
