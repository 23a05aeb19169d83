import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { sniffText } from '../sniffText.ts';
import { skipXmlProlog } from '../xmlProlog.ts';

const HEAD_BYTES = 64 * 1024;
const TAIL_BYTES = 4096;

/** Looks for the end of the root element; `unknown` for other files. */
export async function svgCompleteness(file: FileReader): Promise<Completeness> {
  const head = Buffer.from(await file.read(0, HEAD_BYTES));
  if (sniffText(head, head.length === file.size)?.mime !== 'image/svg+xml') return 'unknown';
  const tail = lettersOf(await file.read(Math.max(0, file.size - TAIL_BYTES), TAIL_BYTES)).trimEnd();
  if (/[/:]svg\s*>/i.test(tail)) return 'complete';
  // A root element without content has no end tag.
  const text = lettersOf(head);
  const isEmpty = tail.endsWith('/>') && !text.includes('<', skipXmlProlog(text.trimStart()) + 1);
  return isEmpty ? 'complete' : 'truncated';
}

/** The text with one character for each byte, also of UTF-16. */
const lettersOf = (bytes: Buffer): string => bytes.toString('latin1').replace(/[\0\xef\xbb\xbf\xff\xfe]/g, '');
