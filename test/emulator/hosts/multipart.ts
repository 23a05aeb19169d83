/** Reads multipart/form-data as a stream: memory use does not depend on the size of the file. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Part {
  readonly name: string;
  readonly fileName?: string;
  /** Content-Type header of the part. */
  readonly mime?: string;
  /** The first bytes; all of them when the part is no longer than the limit. */
  readonly head: Buffer;
  readonly size: number;
  readonly sha256: string;
}

/** Returns the parts of a body, or undefined when the multipart body is incomplete. */
export async function readParts(request: IncomingMessage, keepBytes: number): Promise<Part[] | undefined> {
  const boundary = /boundary="?([^";]+)"?/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return undefined;
  const mark = Buffer.from(`\r\n--${boundary}`);
  const parts: Part[] = [];
  let rest: Buffer = Buffer.from('\r\n');
  let current: PartReader | undefined;
  let isEnded = false;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    while (!isEnded) {
      if (current && !current.hasHeaders) {
        const end = rest.indexOf('\r\n\r\n');
        if (end < 0) break;
        current.readHeaders(rest.subarray(0, end).toString('utf8'));
        rest = rest.subarray(end + 4);
      }
      const at = rest.indexOf(mark);
      if (at < 0 || rest.length < at + mark.length + 2) {
        // Bytes that cannot belong to a boundary go to the part; the tail waits for the next chunk.
        const safe = at >= 0 ? at : Math.max(0, rest.length - mark.length);
        current?.write(rest.subarray(0, safe));
        rest = rest.subarray(safe);
        break;
      }
      current?.write(rest.subarray(0, at));
      if (current) parts.push(current.end());
      const after = rest.subarray(at + mark.length, at + mark.length + 2).toString('latin1');
      rest = rest.subarray(at + mark.length + 2);
      isEnded = after === '--';
      current = isEnded ? undefined : new PartReader(keepBytes);
    }
  }
  return isEnded ? parts : undefined;
}

class PartReader {
  readonly #keepBytes: number;
  readonly #hash = createHash('sha256');
  #kept: Buffer[] = [];
  #keptSize = 0;
  #size = 0;
  #name = '';
  #fileName: string | undefined;
  #mime: string | undefined;
  hasHeaders = false;

  constructor(keepBytes: number) {
    this.#keepBytes = keepBytes;
  }

  readHeaders(text: string): void {
    this.hasHeaders = true;
    const line = /content-disposition:[^\r\n]*/i.exec(text)?.[0] ?? '';
    this.#name = /[; ]name="([^"]*)"/i.exec(line)?.[1] ?? '';
    this.#fileName = /filename="([^"]*)"/i.exec(line)?.[1];
    this.#mime = /content-type: *([^\r\n]*)/i.exec(text)?.[1];
  }

  write(bytes: Buffer): void {
    this.#size += bytes.length;
    this.#hash.update(bytes);
    const room = Math.max(0, this.#keepBytes - this.#keptSize);
    if (room === 0 || bytes.length === 0) return;
    const kept = Buffer.from(bytes.subarray(0, room));
    this.#kept.push(kept);
    this.#keptSize += kept.length;
  }

  end(): Part {
    return {
      name: this.#name,
      ...(this.#fileName === undefined ? {} : { fileName: this.#fileName }),
      ...(this.#mime === undefined ? {} : { mime: this.#mime }),
      head: Buffer.concat(this.#kept),
      size: this.#size,
      sha256: this.#hash.digest('hex')
    };
  }
}
