import fs from 'node:fs';
import path from 'node:path';
import type { Logger } from '../../base/ports.ts';
import type { JournalEntry, Submission } from './journalEntries.ts';
import { addEntry, parseEntry } from './journalEntries.ts';
import { withFileLock } from './fileLock.ts';
import { journalLine, writeIntoReserve } from './journalReserve.ts';

const NAME = 'submissions';
/** A larger journal is compacted at the next opportunity. */
const MAX_BYTES = 1 << 20;
/** How often a line is written again because another window rotated the file meanwhile. */
const MAX_TRIES = 10;
const OWNER_ONLY = 0o600;

/**
 * The second witness beside the ledger: an append-only file of what was submitted, which several windows share. Each entry
 * is one write at the end of the file, with a line break before and after it, so that a torn line harms no other.
 *
 * Compaction never rewrites the file that windows append to. It renames it first; a window that was just writing to it
 * notices that its file is no longer the current one and writes the line again.
 */
export class SubmissionJournal {
  readonly #folder: string;
  readonly #log: Logger;
  #bytes = 0;

  constructor(folder: string, log: Logger) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Whether it is time to compact. */
  get isLarge(): boolean {
    return this.#bytes > MAX_BYTES;
  }

  /**
   * Appends an entry and waits until the disk has it. An answer for which the disk has no room goes where the `sent` entry
   * of its task reserved it.
   *
   * @throws the error of the file system when the entry is not on the disk as a whole.
   */
  append(entry: JournalEntry): void {
    try {
      this.#append(entry);
    } catch (error) {
      if ((entry.e !== 'accepted' && entry.e !== 'answered') || !this.#writeIntoReserve(entry)) throw error;
      this.#log.warn(`The journal of submissions could not grow (${String(error)}); its reserved room was used.`);
    }
  }

  #append(entry: JournalEntry): void {
    const line = Buffer.from(`\n${journalLine(entry)}\n`);
    for (let tries = 1; !this.#write(line, true); tries++) {
      if (tries === MAX_TRIES) throw new Error(`${this.#file('')} is renamed again and again.`);
    }
  }

  /** Appends an entry that nothing depends on; a failure is logged. */
  note(entry: JournalEntry): void {
    try {
      const line = Buffer.from(`\n${journalLine(entry)}\n`);
      for (let tries = 1; !this.#write(line, false) && tries < MAX_TRIES; tries++);
    } catch (error) {
      this.#log.warn(`The journal of submissions could not be written: ${String(error)}`);
    }
  }

  /** Everything that is known, by local id. Unreadable lines are counted in the log. */
  read(): Map<string, Submission> {
    const known = new Map<string, Submission>();
    let unreadable = 0;
    for (const part of PARTS) {
      for (const line of this.#lines(part)) {
        const entry = parseEntry(line);
        if (entry === undefined) unreadable++;
        else addEntry(known, entry);
      }
    }
    if (unreadable > 0) this.#log.warn(`${unreadable} lines of the journal of submissions are not readable.`);
    return known;
  }

  /**
   * Rewrites what is known in as few entries as `keep` returns. One window at a time; a crash at any point loses nothing,
   * because the old parts are removed last.
   */
  compact(keep: (known: ReadonlyMap<string, Submission>) => readonly JournalEntry[]): void {
    try {
      withFileLock(this.#file('.lock'), () => this.#compact(keep));
    } catch (error) {
      this.#log.warn(`The journal of submissions could not be compacted: ${String(error)}`);
    }
    this.#bytes = 0;
  }

  #compact(keep: (known: ReadonlyMap<string, Submission>) => readonly JournalEntry[]): void {
    const [current, turned, old, fresh] = FILES.map(part => this.#file(part)) as unknown as Files;
    if (!fs.existsSync(turned) && fs.existsSync(current)) fs.renameSync(current, turned);
    const known = new Map<string, Submission>();
    for (const part of ['.old', '.turned']) {
      for (const line of this.#lines(part)) {
        const entry = parseEntry(line);
        if (entry !== undefined) addEntry(known, entry);
      }
    }
    const descriptor = fs.openSync(fresh, 'w', OWNER_ONLY);
    try {
      for (const entry of keep(known)) {
        const isOpen = entry.e === 'sent' && known.get(entry.localId)?.outcome === 'open';
        fs.writeSync(descriptor, `${journalLine(entry, isOpen)}\n`);
      }
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(fresh, old);
    this.#syncFolder();
    fs.rmSync(turned, { force: true });
  }

  /** False when the file was rotated meanwhile, so that the line has to be written again. */
  #write(line: Buffer, durable: boolean): boolean {
    const file = this.#file('');
    const isNew = !fs.existsSync(file);
    const descriptor = fs.openSync(file, 'a', OWNER_ONLY);
    try {
      if (fs.writeSync(descriptor, line) !== line.length) throw new Error(`${file} could not be written as a whole.`);
      if (durable) fs.fsyncSync(descriptor);
      const written = fs.fstatSync(descriptor, { bigint: true });
      this.#bytes = Number(written.size);
      if (isNew && durable) this.#syncFolder();
      return fs.statSync(file, { bigint: true, throwIfNoEntry: false })?.ino === written.ino;
    } finally {
      fs.closeSync(descriptor);
    }
  }

  /** False when no part of the journal has room for this entry. */
  #writeIntoReserve(entry: JournalEntry & { readonly localId: string }): boolean {
    const write = (): boolean =>
      PARTS.toReversed().some(part => fs.existsSync(this.#file(part)) && writeIntoReserve(this.#file(part), entry));
    try {
      // A compaction at the same time would not see the entry.
      return withFileLock(this.#file('.lock'), write);
    } catch (error) {
      this.#log.warn(`The journal of submissions could not be locked: ${String(error)}`);
      return write(); // A full disk has no room for the lock, nor for a compaction.
    }
  }

  #lines(part: string): readonly string[] {
    let content: string;
    try {
      content = fs.readFileSync(this.#file(part), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    if (part === '') this.#bytes = content.length;
    return content.split('\n').filter(line => line.trim() !== '');
  }

  /** A new name is on the disk only once its folder is (fsync(2)); systems without that refuse it. */
  #syncFolder(): void {
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

  #file(part: string): string {
    return path.join(this.#folder, `${NAME}${part}.jsonl`);
  }
}

type Files = readonly [string, string, string, string];
const FILES = ['', '.turned', '.old', '.new'] as const;

/** In the order in which they were written. */
const PARTS = ['.old', '.turned', ''];
