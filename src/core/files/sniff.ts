import type { TaskResult } from '../../shared/task.ts';
import { withFileReader } from './fileReader.ts';
import { hasMpegFrames } from './formats/mp3Frames.ts';
import { signatureOf } from './signatures.ts';
import type { Sniffed } from './sniffText.ts';
import { sniffText } from './sniffText.ts';
import { typeHead } from './typeHead.ts';

export type { Sniffed } from './sniffText.ts';

const HEAD_BYTES = 64 * 1024;
/** Bytes searched for MPEG audio after junk. */
const SEARCH_BYTES = 256 * 1024;

/**
 * Classifies a file by its first bytes, or those behind its tags; malformed content never throws.
 * @throws NotRegularFileError, and system errors when the file cannot be read
 */
export async function sniffFile(path: string): Promise<Sniffed> {
  const long = await withFileReader(path, file => typeHead(file, SEARCH_BYTES));
  const head = long.subarray(0, HEAD_BYTES);
  const type = signatureOf(head);
  if (type !== undefined) {
    const main = type.mime.split('/')[0];
    const known = main === 'image' || main === 'video' || main === 'audio';
    return { kind: known ? main : 'other', mime: type.mime, extension: `.${type.ext}` };
  }
  const text = sniffText(head, long.length < HEAD_BYTES);
  if (text !== undefined) return text;
  return hasMpegFrames(long)
    ? { kind: 'audio', mime: 'audio/mpeg', extension: '.mp3' }
    : { kind: 'other', mime: 'application/octet-stream', extension: '.bin' };
}

/** Whether content matches the kind that a task should return. A web page never does. */
export function fits(expected: TaskResult['kind'], found: Sniffed): boolean {
  switch (expected) {
    case 'image':
    case 'video':
      return found.kind === expected;
    case 'audio':
      // Audio often comes in a container that can also hold video.
      return found.kind === 'audio' || /^video\/(mp4|webm|ogg|quicktime|x-matroska|matroska|mp2t)$/.test(found.mime);
    case 'text':
      return (
        found.kind === 'text' ||
        found.kind === 'json' ||
        found.mime === 'application/x-subrip' ||
        found.mime === 'text/vtt'
      );
    case 'json':
      // Analyses include images and audio whose URLs have no telling extension.
      return !['markup', 'other'].includes(found.kind);
  }
}

/** Returns the extension for text from a response. Takes linear time. */
export function textExtension(kind: TaskResult['kind'], text: string): '.json' | '.md' | '.txt' {
  if (kind === 'json') return '.json';
  if (text.includes('```')) return '.md';
  let bullets = 0;
  for (const line of text.split('\n')) {
    if (/^#{1,6} /.test(line) || isTableRow(line.trimEnd())) return '.md';
    if (/^[-*] /.test(line.trimStart()) && ++bullets === 2) return '.md';
  }
  return '.txt';
}

const isTableRow = (line: string): boolean => line.length > 1 && line.startsWith('|') && line.endsWith('|');
