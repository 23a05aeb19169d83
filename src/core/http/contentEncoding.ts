import { promisify } from 'node:util';
import zlib from 'node:zlib';

type Decode = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);
const unzip: Decode = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.unzip);

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: unzip,
  'x-gzip': unzip,
  deflate: async (bytes, options) => {
    try {
      return await unzip(bytes, options);
    } catch {
      // Some servers send deflate data without the zlib header.
      return promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflateRaw)(bytes, options);
    }
  },
  br: promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress),
  zstd: promisify<Buffer, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress)
};

/**
 * Removes the content encodings of an HTTP body that was read whole; gzip is recognized without a header too.
 * @param encoding the `content-encoding` header; unknown encodings are left alone
 * @param maxBytes the most that may come out
 * @throws an error of zlib for damaged data, and for more than `maxBytes`
 */
export async function decodeContent(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  let decoded = bytes;
  for (const name of encoding.toLowerCase().split(',').slice(-MAX_ENCODINGS).reverse()) {
    const decode = DECODERS[name.trim()];
    if (decode !== undefined) decoded = await decode(decoded, { maxOutputLength: maxBytes });
  }
  return decoded.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC)
    ? unzip(decoded, { maxOutputLength: maxBytes })
    : decoded;
}

/** Nobody encodes a body more often than this. */
const MAX_ENCODINGS = 3;

/** Text in UTF-8, or in UTF-16 when a byte order mark says so; the mark itself is removed. */
export function decodeText(bytes: Buffer): string {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
  return new TextDecoder(utf16 || 'utf-8').decode(bytes);
}
