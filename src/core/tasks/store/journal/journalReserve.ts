import fs from 'node:fs';
import type { JournalEntry } from './journalEntries.ts';
import { parseEntry } from './journalEntries.ts';

/** Space for the longest `accepted` entry, whose task ID has at most 128 characters, and for a short `answered` one. */
const RESERVED_BYTES = 1_024;
const SPACE = 0x20;

/**
 * Formats a line of the journal. A `sent` entry reserves space for the response, because the disk may be full by then.
 */
export function journalLine(entry: JournalEntry, isOpen = entry.e === 'sent'): string {
  const line = JSON.stringify(entry);
  return isOpen ? `${line}\n${' '.repeat(RESERVED_BYTES)}` : line;
}

/**
 * Writes an entry to the space that the newest `sent` entry of its task has reserved in this file, and waits until it
 * is on the disk. Needs no additional disk space on file systems that overwrite in place; on others it may fail (see
 * `SpareFile`). Returns false when the file has no such space.
 *
 * @throws the error of the file system.
 */
export function writeIntoReserve(file: string, entry: JournalEntry & { readonly localId: string }): boolean {
  const line = Buffer.from(JSON.stringify(entry));
  // Append mode would ignore positions.
  const descriptor = fs.openSync(file, 'r+');
  try {
    const position = findReserve(fs.readFileSync(descriptor), entry.localId, line.length);
    if (position === undefined) return false;
    if (fs.writeSync(descriptor, line, 0, line.length, position) !== line.length) return false;
    fs.fsyncSync(descriptor);
    return true;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Returns the offset of the unused space after the newest `sent` entry of a task, if it holds this many bytes. */
function findReserve(content: Buffer, localId: string, bytes: number): number | undefined {
  let found: number | undefined;
  for (let start = 0, end: number; start < content.length; start = end + 1) {
    end = lineEnd(content, start);
    const line = content.toString('utf8', start, end);
    if (!line.includes(localId)) continue;
    const entry = parseEntry(line);
    if (entry?.e !== 'sent' || entry.localId !== localId) continue;
    const reserve = content.subarray(end + 1, lineEnd(content, end + 1));
    found = reserve.length >= bytes && reserve.every(byte => byte === SPACE) ? end + 1 : undefined;
  }
  return found;
}

function lineEnd(content: Buffer, start: number): number {
  const end = content.indexOf('\n', start);
  return end < 0 ? content.length : end;
}
