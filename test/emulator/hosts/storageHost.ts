/** The storage host: serves uploads and results to any client with the URL, supports ranges, requires no key. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { State } from '../state.ts';
import type { Fault, LoggedRequest, StoredFile } from '../types.ts';

/** Serves one file under a fault; returns the HTTP status sent. */
export async function serveFile(
  state: State,
  logged: LoggedRequest,
  response: ServerResponse,
  fault: Fault | undefined
): Promise<number> {
  const effect = fault?.effect;
  const served = state.store.at(logged.path);
  if (logged.method !== 'GET' && logged.method !== 'HEAD') return plain(response, 405, 'Method not allowed');
  if (effect?.kind === 'dead') return plain(response, effect.status ?? 404, 'AccessDenied');
  if (!served) return plain(response, 404, 'NoSuchKey');
  if (!served.alive) return plain(response, 403, 'AccessDenied: Request has expired');
  const file = effect?.kind === 'content' ? { ...served.file, bytes: Buffer.from(effect.text) } : served.file;
  if (!file.bytes) return plain(response, 410, 'The emulator did not keep this big file');
  const range = rangeOf(logged.headers['range'], file.bytes.length);
  if (range === 'bad') return plain(response, 416, 'InvalidRange');
  const body = range ? file.bytes.subarray(range.from, range.to + 1) : file.bytes;
  const status = range ? 206 : 200;
  response.writeHead(status, {
    'content-type': effect?.kind === 'wrongType' ? effect.type : file.mime,
    'content-length': String(body.length + (effect?.kind === 'wrongLength' ? effect.delta : 0)),
    'accept-ranges': 'bytes',
    'cache-control': 'private',
    etag: `"${file.sha256.slice(0, 32)}"`,
    ...(range ? { 'content-range': contentRange(range, file) } : {})
  });
  if (logged.method === 'HEAD') {
    response.end();
    return status;
  }
  await sendBody(response, body, effect);
  return status;
}

async function sendBody(response: ServerResponse, body: Buffer, effect: Fault['effect'] | undefined): Promise<void> {
  switch (effect?.kind) {
    case 'truncate':
    case 'resetAfter':
      await new Promise<void>(resolve => {
        response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
          resolve();
        });
      });
      if (effect.kind === 'truncate') response.socket?.destroy();
      else response.socket?.resetAndDestroy();
      return;
    case 'wrongLength':
      // More or fewer bytes than announced: written below the checks of node:http.
      response.flushHeaders();
      response.socket?.end(body);
      return;
    case 'drip':
      for (let at = 0; at < body.length && !response.destroyed; at += effect.bytes) {
        if (!response.write(body.subarray(at, at + effect.bytes))) await once(response, 'drain').catch(() => undefined);
        await sleep(effect.everyMs);
      }
      response.end();
      return;
    default:
      response.end(body);
  }
}

function plain(response: ServerResponse, status: number, text: string): number {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${text}</Code></Error>`);
  return status;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Parses a single byte range; undefined without one, `bad` when it cannot be satisfied. */
function rangeOf(header: string | undefined, size: number): Range | 'bad' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first = '', last = ''] = match;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from >= size || from > to ? 'bad' : { from, to };
}

function contentRange(range: Range, file: StoredFile): string {
  return `bytes ${range.from}-${range.to}/${file.size}`;
}
