import fs from 'node:fs/promises';
import { kindOfAddress } from '../../../shared/mediaTypes.ts';
import type { Downloaded } from '../../kie/clientTypes.ts';
import { completenessOf } from '../../files/completeness.ts';
import { fits, sniffFile } from '../../files/sniff.ts';
import type { Sniffed } from '../../files/sniff.ts';
import type { StoredResult } from '../store/resultColumns.ts';

/**
 * whole    what the task promised, as far as its format tells
 * cut      the right kind, but the end is missing
 * empty    no bytes at all
 * page     a page or message of a server in place of media
 * strange  bytes of another kind, or of none that is known
 */
type Verdict = 'whole' | 'cut' | 'empty' | 'page' | 'strange';

export interface Verified {
  readonly verdict: Verdict;
  readonly found: Sniffed;
  /** What the result is, where nothing in the answer told. */
  readonly kind: StoredResult['kind'];
}

/** Judges downloaded content by its bytes alone; headers do not count. `isLonger` tells whether the server has more. */
export async function verifyResult(
  result: StoredResult,
  file: string,
  downloaded: Downloaded,
  isLonger: (size: number) => Promise<boolean | undefined>
): Promise<Verified> {
  const { size } = await fs.stat(file);
  const found = await sniffFile(file);
  const kind = isGuessed(result) && isMedia(found.kind) && !fits(result.kind, found) ? found.kind : result.kind;
  const as = (verdict: Verdict): Verified => ({ verdict, found, kind });
  if (size === 0) return as('empty');
  if (!fits(kind, found)) return as(isMedia(kind) && isText(found.kind) ? 'page' : 'strange');
  if (size !== downloaded.bytes) return as('cut');
  const completeness = await (found.mime === 'image/svg+xml' ? svgCompleteness(file, size) : completenessOf(file));
  if (completeness === 'truncated') return as('cut');
  if (completeness === 'complete' || downloaded.unmeasured !== true) return as('whole');
  return as((await isLonger(size)) === true ? 'cut' : 'whole');
}

const isMedia = (kind: Sniffed['kind']): kind is 'image' | 'video' | 'audio' =>
  kind === 'image' || kind === 'video' || kind === 'audio';

const isText = (kind: Sniffed['kind']): boolean => kind === 'markup' || kind === 'text' || kind === 'json';

/** Whether neither the address nor the name of its field says what it leads to. */
export const isGuessed = ({ kind, url, role }: StoredResult): boolean =>
  isMedia(kind) && kindOfAddress(url ?? '') === undefined && !/frame|image|mask|cover/.test(role ?? '');

const TAIL_BYTES = 1024;

/** A drawing ends with the end of its root element. */
async function svgCompleteness(file: string, size: number): Promise<'complete' | 'truncated'> {
  const handle = await fs.open(file, 'r');
  try {
    const from = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, from);
    const tail = buffer.toString('latin1', 0, bytesRead).replaceAll('\0', '');
    return tail.includes('</svg') || tail.includes(':svg>') || tail.trimEnd().endsWith('/>') ? 'complete' : 'truncated';
  } finally {
    await handle.close();
  }
}
