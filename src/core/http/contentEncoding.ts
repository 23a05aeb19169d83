import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { zstdFrames } from './zstdFrames.ts';

type Decode = (
  bytes: Buffer,
  options: { readonly maxOutputLength: number; readonly finishFlush?: number }
) => Promise<Buffer>;

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);
const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** The last three bytes of the magic number of a skippable frame; the first is 0x50 to 0x5f. */
const ZSTD_SKIPPABLE_END = Buffer.from([0x2a, 0x4d, 0x18]);
const unzip: Decode = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.unzip);
const inflateRaw: Decode = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);
const unbrotli: Decode = promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress);
const unzstd: Decode = promisify<Buffer, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress);

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: unzip,
  'x-gzip': unzip,
  deflate: async (bytes, options) => {
    try {
      return await unzip(bytes, options);
    } catch {
      // Some servers send deflate data without the zlib header.
      return inflateRaw(bytes, options);
    }
  },
  br: unbrotli,
  zstd: (bytes, { maxOutputLength }) => decodeFrames(bytes, maxOutputLength, false)
};

/**
 * Decodes zstd content frame by frame, because Node ignores all frames after the first.
 * @param isPart - whether the content can be cut off or damaged; then returns the part that can be decoded
 */
async function decodeFrames(bytes: Buffer, maxBytes: number, isPart: boolean): Promise<Buffer> {
  const { ZSTD_e_flush: flush, ZSTD_e_end: end } = zlib.constants;
  const parts: Buffer[] = [];
  let left = maxBytes;
  for (const frame of zstdFrames(bytes)) {
    try {
      const part = await unzstd(frame, { maxOutputLength: Math.max(1, left), finishFlush: isPart ? flush : end });
      parts.push(part);
      left -= part.length;
    } catch (error) {
      if (!isPart || parts.length === 0) throw error;
      break;
    }
  }
  return Buffer.concat(parts);
}

/**
 * Decodes the content encodings of a complete HTTP body. Recognizes gzip and zstd without a header too.
 * @param encoding - the `content-encoding` header; unknown encodings are ignored
 * @param maxBytes - maximum size of the decoded body
 * @throws errors of zlib for corrupt data and for more than `maxBytes`
 */
export async function decodeContent(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  let decoded = bytes;
  for (const name of encoding.toLowerCase().split(',').slice(-MAX_CODINGS).reverse()) {
    const decode = DECODERS[name.trim()];
    if (decode !== undefined) decoded = await decode(decoded, { maxOutputLength: maxBytes });
  }
  for (let layers = 0; layers < MAX_CODINGS; layers++) {
    const coding = codingOf(decoded);
    if (coding === undefined) break;
    decoded = (await DECODERS[coding]?.(decoded, { maxOutputLength: maxBytes })) ?? decoded;
  }
  return decoded;
}

/** Returns the coding of content by its first four bytes: some servers encode content without declaring it. */
export function codingOf(head: Buffer): 'gzip' | 'zstd' | 'deflate' | undefined {
  if (startsWith(head, GZIP_MAGIC)) return 'gzip';
  if (isZstd(head)) return 'zstd';
  return head[0] === 0x78 && [0x01, 0x9c, 0xda].includes(head[1] ?? 0) ? 'deflate' : undefined;
}

/**
 * Returns the length of a gzip header with its optional fields; `unknown` when more bytes are needed, undefined for
 * other content. Source: RFC 1952, section 2.3
 */
export function gzipHeaderBytes(content: Buffer): number | 'unknown' | undefined {
  const magic = GZIP_MAGIC.subarray(0, content.length);
  if (!startsWith(content, magic)) return undefined;
  if (content.length < GZIP_HEADER_BYTES) return 'unknown';
  const flags = content[3] ?? 0;
  let at: number = GZIP_HEADER_BYTES;
  if ((flags & 4) !== 0) {
    if (content.length < at + 2) return 'unknown';
    at += 2 + content.readUInt16LE(at);
  }
  for (const textFlag of [8, 16]) {
    if ((flags & textFlag) === 0) continue;
    const end = content.indexOf(0, at);
    if (end < 0) return 'unknown';
    at = end + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at > content.length ? 'unknown' : at;
}

/** A zstd frame, or a skippable one in front of it. */
const isZstd = (bytes: Buffer): boolean =>
  startsWith(bytes, ZSTD_MAGIC) || ((bytes[0] ?? 0) >> 4 === 5 && startsWith(bytes.subarray(1), ZSTD_SKIPPABLE_END));

const startsWith = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic);

/** Decodes as much as possible of a gzip, zstd or br body that is cut off or damaged; returns other bodies unchanged. */
export async function decodePart(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const limits = { maxOutputLength: maxBytes };
  const zlibOptions = { ...limits, finishFlush: zlib.constants.Z_SYNC_FLUSH };
  const brotliOptions = { ...limits, finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH };
  const attempts = startsWith(bytes, GZIP_MAGIC)
    ? [
        () => unzip(bytes, zlibOptions),
        // Ignores the checksum and the length at the end.
        () => inflateRaw(bytes.subarray(numberOr(gzipHeaderBytes(bytes), GZIP_HEADER_BYTES)), zlibOptions)
      ]
    : isZstd(bytes)
      ? [() => decodeFrames(bytes, maxBytes, true)]
      : /\bbr\b/i.test(encoding)
        ? [() => unbrotli(bytes, brotliOptions)]
        : [];
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch {
      // Try the next one. After the last, the caller reports the body as unreadable.
    }
  }
  return bytes;
}

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** Length of a gzip header without optional fields. Source: RFC 1952, section 2.3 */
const GZIP_HEADER_BYTES = 10;

/** Maximum number of declared codings, and of undeclared ones, that are decoded; real servers use one. */
export const MAX_CODINGS = 3;

/** Decodes UTF-8 or UTF-16 and removes a byte order mark. Text that begins with an ASCII character needs no mark. */
export function decodeText(bytes: Buffer): string {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== undefined && second !== 0);
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}
