import { KieError } from '../../http/errors/errors.ts';
import type { Transport } from '../../http/transport.ts';
import { contentCodings } from './decodeBody.ts';
import { drop, openDownload } from './openDownload.ts';

/**
 * Whether the file at a URL has more than `size` bytes, for a body without a declared length; undefined when the server
 * does not report it. Requests the bytes after the end. Source: RFC 9110, sections 14.2 and 15.5.17
 * @throws the signal's reason
 */
export async function isLonger(
  transport: Transport,
  address: string,
  size: number,
  signal?: AbortSignal
): Promise<boolean | undefined> {
  try {
    const headers = { 'accept-encoding': 'identity', range: `bytes=${size}-` };
    const { response } = await openDownload(transport, address, headers, signal);
    drop(response);
    const range = /\/(\d{1,16})$/.exec(String(response.headers['content-range'] ?? ''))?.[1];
    if (response.status === 416) return range === undefined ? false : Number(range) > size;
    if (response.status === 206) return range === undefined ? undefined : Number(range) > size;
    const length = response.headers['content-length'];
    if (response.status !== 200 || typeof length !== 'string' || contentCodings(response).length > 0) return undefined;
    return Number(length) > size;
  } catch (error) {
    if (signal?.aborted === true || !(error instanceof KieError)) throw error;
    return undefined; // the request failed, which shows nothing about the file
  }
}
