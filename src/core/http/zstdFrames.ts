import { Transform } from 'node:stream';

/** A part of a frame: its length in bytes, and what follows it. */
interface Field {
  readonly bytes: number;
  /** Content of a skippable frame is not for the decoder. */
  readonly isSkipped?: true;
  /** Returns the next field. Gets the first bytes of this one, at least as many as a header has. */
  readonly next: (head: Buffer) => Field;
}

/** Maximum length of a header that `next` reads. */
const MAX_HEAD_BYTES = 4;
const FRAME_MAGIC = 0xfd2fb528;
/** The last hexadecimal digit can be any. */
const SKIPPABLE_MAGIC = 0x184d2a50;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const;
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const;

/** The start of a frame, which is the only place where content can end. Source: RFC 8878, section 3.1 */
const START: Field = {
  bytes: 4,
  next: head => {
    const magic = head.readUInt32LE();
    if (magic === FRAME_MAGIC) return DESCRIPTOR;
    // Subtracted, because bitwise operators are signed.
    if (magic - (magic % 16) === SKIPPABLE_MAGIC) return SKIPPABLE_SIZE;
    return OTHER;
  }
};

/** Bytes that begin no frame. The decoder reports them, unless they are to be ignored. */
const OTHER: Field = { bytes: Infinity, next: () => OTHER };
const IGNORED: Field = { bytes: Infinity, isSkipped: true, next: () => IGNORED };

const SKIPPABLE_SIZE: Field = {
  bytes: 4,
  isSkipped: true,
  next: head => ({ bytes: head.readUInt32LE(), isSkipped: true, next: () => START })
};

const DESCRIPTOR: Field = {
  bytes: 1,
  next: head => {
    const flags = head.readUInt8();
    const isSingleSegment = (flags & 0x20) !== 0;
    const sizeFlag = flags >> 6;
    const dictionary = DICTIONARY_ID_BYTES[flags & 3] ?? 0;
    const contentSize = sizeFlag === 0 && isSingleSegment ? 1 : (CONTENT_SIZE_BYTES[sizeFlag] ?? 0);
    const block = blockField((flags & 4) !== 0);
    return { bytes: (isSingleSegment ? 0 : 1) + dictionary + contentSize, next: () => block };
  }
};

function blockField(hasChecksum: boolean): Field {
  const field: Field = {
    bytes: 3,
    next: head => {
      const header = head.readUIntLE(0, 3);
      const isLast = (header & 1) !== 0;
      const isRepeatedByte = ((header >> 1) & 3) === 1;
      const end: Field = { bytes: hasChecksum ? 4 : 0, next: () => START };
      return { bytes: isRepeatedByte ? 1 : header >> 3, next: () => (isLast ? end : field) };
    }
  };
  return field;
}

/** Finds the frames of zstd content. */
class FrameScanner {
  readonly #ignoresRest: boolean;
  #hasFrame = false;
  #field = START;
  #seen = 0;
  #head = Buffer.alloc(0);

  /** @param ignoresRest - whether to ignore other content behind a frame */
  constructor(ignoresRest = false) {
    this.#ignoresRest = ignoresRest;
  }

  /**
   * Returns the bytes of a chunk for the decoder, in pieces that end where a frame ends.
   */
  split(chunk: Buffer): readonly Buffer[] {
    const pieces: Buffer[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length;) {
      const field = this.#field;
      const taken = Math.min(field.bytes - this.#seen, chunk.length - at);
      const missing = MAX_HEAD_BYTES - this.#head.length;
      this.#head = Buffer.concat([this.#head, chunk.subarray(at, at + Math.min(taken, missing))]);
      at += taken;
      this.#seen += taken;
      const head = this.#head;
      this.#advance();
      // A magic number can come in several chunks, and is passed on when it is known to be one of a frame.
      if (field === START && (this.#field === DESCRIPTOR || this.#field === OTHER)) pieces.push(head);
      if (field === START || field.isSkipped === true) from = at;
      else if (this.#field === START || at === chunk.length) {
        pieces.push(chunk.subarray(from, at));
        from = at;
      }
    }
    return pieces.filter(piece => piece.length > 0);
  }

  /** Returns the error of content that ends where the decoder cannot notice it. */
  endError(): Error | undefined {
    const isInMagic = this.#field === START && this.#seen > 0;
    const isMagic = (this.#head[0] ?? 0) >> 4 === 5 || this.#head[0] === 0x28;
    if (isInMagic && !isMagic) {
      const isIgnored = this.#ignoresRest && this.#hasFrame;
      return isIgnored ? undefined : Object.assign(new Error('no zstd frame'), { code: 'ZSTD_error_prefix_unknown' });
    }
    const isCut = isInMagic || (this.#field.isSkipped === true && this.#field !== IGNORED);
    return isCut ? Object.assign(new Error('zstd content is truncated'), { code: 'Z_BUF_ERROR' }) : undefined;
  }

  /** Moves past the complete fields; some have no bytes. */
  #advance(): void {
    while (this.#seen >= this.#field.bytes) {
      this.#field = this.#field.next(this.#head);
      if (this.#field === DESCRIPTOR) this.#hasFrame = true;
      if (this.#field === OTHER && this.#ignoresRest && this.#hasFrame) this.#field = IGNORED;
      this.#seen = 0;
      this.#head = Buffer.alloc(0);
    }
  }
}

/**
 * Returns the frames of zstd content, without the skippable ones. The last one can be incomplete, or other content behind
 * a frame.
 */
export function zstdFrames(content: Buffer): readonly Buffer[] {
  // One chunk gives two pieces for each frame: its magic number, and the rest.
  const pieces = new FrameScanner().split(content);
  return pieces.flatMap((_, n) => (n % 2 === 0 ? [Buffer.concat(pieces.slice(n, n + 2))] : []));
}

/**
 * Returns a stream that passes on zstd content in chunks that end where a frame ends, without skippable frames: Node's
 * decoder ignores what follows the end of a frame in the same chunk.
 * @param ignoresRest - whether to ignore other content behind a frame, which is an error otherwise
 */
export function splitZstdFrames(ignoresRest: boolean): Transform {
  const scanner = new FrameScanner(ignoresRest);
  return new Transform({
    readableObjectMode: true, // never joins chunks
    transform(chunk: Buffer, _, done) {
      for (const piece of scanner.split(chunk)) this.push(piece);
      done();
    },
    flush: done => done(scanner.endError() ?? null)
  });
}
