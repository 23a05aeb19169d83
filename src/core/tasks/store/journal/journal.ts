import fs from 'node:fs';
import type { Logger } from '../../../base/ports.ts';
import type { JournalEntry, Submission } from './journalEntries.ts';
import { addEntry, addUnreadable, parseEntry } from './journalEntries.ts';
import { idLine, parseId } from './journalId.ts';
import { JournalFiles, OWNER_ONLY, PARTS } from './journalFiles.ts';
import { pause, withFileLock } from '../database/fileLock.ts';
import { journalLine, writeIntoReserve } from './journalReserve.ts';
import { SpareFile } from './spareFile.ts';

/** A larger journal is compacted at the next opportunity. */
const MAX_BYTES = 1 << 20;
/** Maximum number of times a line is written again because another window rotated the file. */
const MAX_TRIES = 10;
/** Freed space may only be available after the file system has committed the deletion. */
const FREEING_TRIES = 5;
const FREEING_PAUSE_MS = 100;

/**
 * Append-only record of submissions, independent of the ledger and shared by all windows. Each entry is one write at
 * the end of the file, with a line break before and after it, so that a torn line does not damage others.
 *
 * Compaction never rewrites the file that windows append to. It renames the file first; a window that is writing to it
 * detects that its file is no longer the current one and writes the line again.
 */
export class SubmissionJournal {
  readonly #files: JournalFiles;
  readonly #log: Logger;
  readonly #spare: SpareFile;
  #ids: ReadonlySet<string> = new Set();

  constructor(folder: string, log: Logger) {
    this.#files = new JournalFiles(folder, log);
    this.#log = log;
    this.#spare = new SpareFile(this.#files.spare);
  }

  /** IDs of the journal as of the last read; empty for a new one. */
  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /**
   * Adds an ID to the journal, and waits until it is on the disk.
   * @throws the error of the file system
   */
  addId(id: string): void {
    this.#appendLine(`\n${idLine(id)}\n`);
    this.#ids = new Set([...this.#ids, id]);
  }

  /** Whether the journal should be compacted. */
  get isLarge(): boolean {
    return this.#files.bytes > MAX_BYTES;
  }

  /**
   * Appends an entry and waits until it is on the disk. If the disk is full, a response is written to the space that
   * the `sent` entry of its task has reserved, or else to space that is freed for it (see {@link SpareFile}).
   *
   * @throws the error of the file system if the entry is not completely on the disk.
   */
  append(entry: JournalEntry): void {
    if (entry.e === 'sent') this.#spare.ensure();
    try {
      this.#append(entry);
    } catch (error) {
      if (entry.e !== 'accepted' && entry.e !== 'answered') throw error;
      if (!this.#writeIntoReserve(entry) && !this.#appendToFreedSpace(entry)) throw error;
      this.#log.warn(`The journal of submissions could not grow (${String(error)}); its reserved space was used.`);
    }
  }

  /** Returns false when there was no space to free, or it did not suffice. */
  #appendToFreedSpace(entry: JournalEntry): boolean {
    try {
      if (!this.#spare.release()) return false;
    } catch (error) {
      this.#log.warn(`The spare file of the journal could not be deleted: ${String(error)}`);
      return false;
    }
    for (let tries = 1; tries <= FREEING_TRIES; tries++) {
      try {
        this.#files.sync();
        this.#append(entry);
        return true;
      } catch (error) {
        this.#log.debug(`The space of the spare file is not available: ${String(error)}`);
        pause(FREEING_PAUSE_MS);
      }
    }
    return false;
  }

  #append(entry: JournalEntry): void {
    this.#appendLine(`\n${journalLine(entry)}\n`);
  }

  #appendLine(text: string): void {
    const line = Buffer.from(text);
    for (let tries = 1; !this.#files.append(line, true); tries++) {
      if (tries === MAX_TRIES) throw new Error(`${this.#files.path('')} is renamed again and again.`);
    }
  }

  /** Appends an entry that nothing depends on; logs a failure. */
  note(entry: JournalEntry): void {
    try {
      const line = Buffer.from(`\n${journalLine(entry)}\n`);
      for (let tries = 1; !this.#files.append(line, false) && tries < MAX_TRIES; tries++);
    } catch (error) {
      this.#log.warn(`The journal of submissions could not be written: ${String(error)}`);
    }
  }

  /** Returns all submissions by local ID. Logs the number of unreadable lines. */
  read(): Map<string, Submission> {
    const { known, ids, unreadable } = this.#readParts(PARTS);
    this.#ids = ids;
    if (unreadable > 0) this.#log.warn(`${unreadable} lines of the journal of submissions are not readable.`);
    return known;
  }

  #readParts(parts: readonly string[]) {
    const known = new Map<string, Submission>();
    const ids = new Set<string>();
    let unreadable = 0;
    for (const line of parts.flatMap(part => this.#files.lines(part))) {
      const id = parseId(line);
      const entry = id === undefined ? parseEntry(line) : undefined;
      if (id !== undefined) ids.add(id);
      else if (entry !== undefined) addEntry(known, entry);
      else {
        unreadable++;
        addUnreadable(known, line);
      }
    }
    return { known, ids, unreadable };
  }

  /**
   * Rewrites the journal as the entries that `keep` returns, in one window at a time. A crash at any point loses
   * nothing, because the old parts are removed last.
   */
  compact(keep: (known: ReadonlyMap<string, Submission>) => readonly JournalEntry[]): void {
    try {
      withFileLock(this.#files.path('.lock'), () => this.#compact(keep));
    } catch (error) {
      this.#log.warn(`The journal of submissions could not be compacted: ${String(error)}`);
    }
    this.#files.bytes = 0;
  }

  #compact(keep: (known: ReadonlyMap<string, Submission>) => readonly JournalEntry[]): void {
    const current = this.#files.path('');
    const turned = this.#files.path('.turned');
    const old = this.#files.path('.old');
    const fresh = this.#files.path('.new');
    if (!fs.existsSync(turned) && fs.existsSync(current)) fs.renameSync(current, turned);
    const { known, ids } = this.#readParts(['.old', '.turned']);
    const descriptor = fs.openSync(fresh, 'w', OWNER_ONLY);
    try {
      for (const id of ids) fs.writeSync(descriptor, `${idLine(id)}\n`);
      for (const entry of keep(known)) {
        const isOpen = entry.e === 'sent' && known.get(entry.localId)?.outcome === 'open';
        fs.writeSync(descriptor, `${journalLine(entry, isOpen)}\n`);
      }
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(fresh, old);
    this.#files.sync();
    fs.rmSync(turned, { force: true });
  }

  /** Returns false when no part of the journal has reserved space for this entry. */
  #writeIntoReserve(entry: JournalEntry & { readonly localId: string }): boolean {
    const write = (): boolean =>
      PARTS.toReversed().some(
        part => fs.existsSync(this.#files.path(part)) && writeIntoReserve(this.#files.path(part), entry)
      );
    try {
      // A concurrent compaction would miss the entry.
      return withFileLock(this.#files.path('.lock'), write);
    } catch (error) {
      this.#log.debug(`The journal of submissions could not be locked: ${String(error)}`);
    }
    try {
      return write(); // A full disk has no space for the lock, nor for a compaction.
    } catch (error) {
      // A file system that copies on write needs space for an overwrite.
      this.#log.debug(`The reserved space of the journal could not be written: ${String(error)}`);
      return false;
    }
  }
}
