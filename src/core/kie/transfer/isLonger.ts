import { KieError } from '../../http/errors.ts';
import type { Transport } from '../../http/transport.ts';
import { contentCodings } from './decodeBody.ts';
import { drop, openDownload } from './openDownload.ts';

/**
 * Whether the file at an address has more than `size` bytes, for a body that arrived without a length; undefined when
 * the server does not tell. Asks for the bytes behind the end. Source: RFC 9110, sections 14.2 and 15.5.17
 */
export async function isLonger(
  transport: Transport,
  address: string,
  size: number,
  signal?: AbortSignal
): Promise<boolean | undefined> {
  try {
    const headers = { 'accept-encoding': 'identity', range: `bytes=${size}-` };
    const { answer } = await openDownload(transport, address, headers, signal);
    drop(answer);
    const range = /\/(\d{1,16})$/.exec(String(answer.headers['content-range'] ?? ''))?.[1];
    if (answer.status === 416) return range === undefined ? false : Number(range) > size;
    if (answer.status === 206) return range === undefined ? undefined : Number(range) > size;
    const length = answer.headers['content-length'];
    if (typeof length !== 'string' || contentCodings(answer).length > 0) return undefined;
    return Number(length) > size;
  } catch (error) {
    if (signal?.aborted === true || !(error instanceof KieError)) throw error;
    return undefined; // the question failed, which says nothing about the file
  }
}
