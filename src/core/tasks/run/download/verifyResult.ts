import fs from 'node:fs/promises';
import { kindOfAddress } from '../../../../shared/catalog/mediaTypes.ts';
import type { Downloaded } from '../../../kie/clientTypes.ts';
import { completenessOf } from '../../../files/completeness.ts';
import { fits, sniffFile } from '../../../files/sniff.ts';
import type { Sniffed } from '../../../files/sniff.ts';
import type { StoredResult } from '../../store/resultColumns.ts';

/**
 * complete    the expected kind, complete as far as its format shows
 * short       complete as far as its format shows, but every response ended before its declared length
 * truncated   the expected kind, but the end is missing
 * unmeasured  the expected kind, but neither its format nor the server shows where it ends
 * empty       no bytes
 * page        a server's page or message in place of media
 * unexpected  another or an unknown kind
 */
type Verdict = 'complete' | 'short' | 'truncated' | 'unmeasured' | 'empty' | 'page' | 'unexpected';

/** Verdict on downloaded content. */
export interface Verified {
  readonly verdict: Verdict;
  readonly found: Sniffed;
  /** In bytes. */
  readonly size: number;
  /** Kind of the result, derived from its content if the response did not specify it. */
  readonly kind: StoredResult['kind'];
}

/**
 * Verifies downloaded content by its bytes; headers do not count.
 * @param isLonger - queries whether the server has more than `size` bytes
 */
export async function verifyResult(
  result: StoredResult,
  file: string,
  downloaded: Downloaded,
  isLonger: (size: number) => Promise<boolean | undefined>
): Promise<Verified> {
  const { size } = await fs.stat(file);
  const found = await sniffFile(file);
  const kind = isGuessed(result) && isMedia(found.kind) && !fits(result.kind, found) ? found.kind : result.kind;
  const as = (verdict: Verdict): Verified => ({ verdict, found, size, kind });
  if (size === 0) return as('empty');
  if (!fits(kind, found)) return as(isMedia(kind) && isText(found.kind) ? 'page' : 'unexpected');
  if (size !== downloaded.bytes) return as('truncated');
  const completeness = await completenessOf(file);
  if (completeness === 'truncated') return as('truncated');
  if (downloaded.endedEarly === true) return as('short');
  if (completeness === 'complete' || downloaded.unmeasured !== true) return as('complete');
  const hasMore = await isLonger(size);
  if (hasMore === undefined) return as('unmeasured');
  return as(hasMore ? 'truncated' : 'complete');
}

/** Whether a kind of content is not text. */
export const isMedia = (kind: Sniffed['kind']): kind is 'image' | 'video' | 'audio' =>
  kind === 'image' || kind === 'video' || kind === 'audio';

const isText = (kind: Sniffed['kind']): boolean => kind === 'markup' || kind === 'text' || kind === 'json';

/** Whether neither the URL nor its field name determines the kind of the result. */
export const isGuessed = ({ kind, url, role }: StoredResult): boolean =>
  isMedia(kind) && kindOfAddress(url ?? '') === undefined && !/frame|image|mask|cover/.test(role ?? '');
