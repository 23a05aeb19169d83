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
 * Decodes the content encodings of a complete HTTP body. Recognizes gzip without a header too.
 * @param encoding - the `content-encoding` header; unknown encodings are ignored
 * @param maxBytes - maximum size of the decoded body
 * @throws errors of zlib for corrupt data and for more than `maxBytes`
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

/** Encodings that are decoded; real servers use one. */
const MAX_ENCODINGS = 3;

/** Decodes UTF-8, or UTF-16 with a byte order mark, and removes the mark. */
export function decodeText(bytes: Buffer): string {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
  return new TextDecoder(utf16 || 'utf-8').decode(bytes);
}
