import fs from 'node:fs/promises';
import type { TaskResult } from '../../shared/task.ts';
import { signatureOf } from './signatures.ts';

/** What a file is by its content. */
export interface Sniffed {
  readonly kind: 'image' | 'video' | 'audio' | 'text' | 'json' | 'markup' | 'other';
  readonly mime: string;
  /** With its dot. */
  readonly extension: string;
}

const HEAD_BYTES = 64 * 1024;

/** Looks at the bytes of a file. Never throws for odd content, only when the file cannot be read. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const head = await readHead(path);
  const type = signatureOf(head);
  if (type !== undefined) {
    const main = type.mime.split('/')[0];
    const known = main === 'image' || main === 'video' || main === 'audio';
    return { kind: known ? main : 'other', mime: type.mime, extension: `.${type.ext}` };
  }
  return sniffText(head) ?? { kind: 'other', mime: 'application/octet-stream', extension: '.bin' };
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await fs.open(path, 'r');
  try {
    const buffer = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

// Elements (under any prefix), handlers, addresses that run, characters written as numbers inside an address, style
// sheets from elsewhere, and declarations that can put any of these together.
const ACTIVE =
  /<(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|handler|listener|animate\w*|set)\b|[\s"'/]on\w+\s*=|(?:java|vb)script:|data:(?!image\/(?:png|jpe?g|webp|gif)[;,])|href\s*=\s*(?:"[^"]*&|'[^']*&)|<!entity|<!attlist|<\?xml-stylesheet/i;

function sniffText(head: Uint8Array): Sniffed | undefined {
  let text: string;
  try {
    // The head may end inside a character, which a stream waits for.
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: head.length === HEAD_BYTES });
  } catch {
    return undefined;
  }
  if (text.includes('\0')) return undefined;
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(start)) {
    // A drawing with script in it is kept as text: no double click may run it.
    const active = ACTIVE.test(text) || head.length === HEAD_BYTES;
    return { kind: 'image', mime: 'image/svg+xml', extension: active ? '.svg.txt' : '.svg' };
  }
  if (/^<(?:!doctype|html|head|body|\?xml|[a-z][\w:-]*[\s>/])/i.test(start)) {
    return { kind: 'markup', mime: 'text/html', extension: '.html.txt' };
  }
  const json = /^[[{]/.test(start);
  return json
    ? { kind: 'json', mime: 'application/json', extension: '.json' }
    : { kind: 'text', mime: 'text/plain', extension: '.txt' };
}

/** Whether content is what a task promised. An error page never is. */
export function fits(expected: TaskResult['kind'], found: Sniffed): boolean {
  switch (expected) {
    case 'image':
    case 'video':
      return found.kind === expected;
    case 'audio':
      // Sound often comes in a container that may hold pictures too.
      return found.kind === 'audio' || /^video\/(mp4|webm|ogg|quicktime|x-matroska)$/.test(found.mime);
    case 'text':
      return (
        found.kind === 'text' ||
        found.kind === 'json' ||
        found.mime === 'application/x-subrip' ||
        found.mime === 'text/vtt'
      );
    case 'json':
      // Analyses come with pictures and sound whose address does not say what they are.
      return !['markup', 'other'].includes(found.kind);
  }
}

/** The extension for text that came inside an answer. */
export function textExtension(kind: TaskResult['kind'], text: string): '.json' | '.md' | '.txt' {
  if (kind === 'json') return '.json';
  return /^#{1,6} |^\s*[-*] \S+[\s\S]*\n\s*[-*] |^\|.*\|$|```/m.test(text) ? '.md' : '.txt';
}
