import fs from 'node:fs/promises';
import { codingOf, MAX_CODINGS } from '../../http/contentEncoding.ts';
import { fileError } from '../../http/errors/fileError.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { sniffFile } from '../../files/sniff.ts';
import { contentCodings } from './decodeBody.ts';

/** Number of ways to decode the same codings: strictly, and without headers, checksums and the end. */
const WAYS = 2;

/** What earlier attempts showed about the content codings of a download. */
export interface CodingState {
  /** Number of failures with the current codings. */
  failures: number;
  /** Codings that the content shows although no response declares them, the outermost last. */
  guessed: readonly string[];
  /** The declared codings were wrong: the body is in none of them. */
  isDeclaredWrong?: true;
  /** A guess was wrong, so the content is left as received. */
  isGuessWrong?: true;
}

/** Returns the codings to decode, the outermost last. Declared ones are around those that only the content shows. */
export function codingsToDecode(response: HttpResponse, state: CodingState): readonly string[] {
  return [...state.guessed, ...(state.isDeclaredWrong === true ? [] : contentCodings(response))];
}

/** Notes that the body is not in the codings of the last attempt, and chooses those of the next one. */
export function noteWrongCoding(state: CodingState): void {
  if (++state.failures < WAYS) return;
  state.failures = 0;
  if (state.guessed.length === 0) state.isDeclaredWrong = true;
  else {
    state.guessed = state.guessed.slice(1);
    state.isGuessWrong = true;
  }
}

/**
 * Whether the decoded file is still encoded, which no response has declared. It is then downloaded again and decoded.
 * @throws FileError
 */
export async function guessCoding(file: string, state: CodingState): Promise<boolean> {
  if (state.isGuessWrong === true || state.guessed.length === MAX_CODINGS) return false;
  const coding = await guess(file, state).catch((error: unknown) => Promise.reject(fileError(file, error)));
  if (coding === undefined) return false;
  state.failures = 0;
  state.guessed = [coding, ...state.guessed];
  return true;
}

async function guess(file: string, state: CodingState): Promise<string | undefined> {
  const coding = codingOf(await readStart(file));
  if (coding === 'gzip' || coding === 'zstd') return coding;
  // Two bytes of zlib, and no bytes of br, are too little evidence against a format.
  const isBrPossible = state.isDeclaredWrong === true && state.guessed.length === 0;
  if (coding === undefined && !isBrPossible) return undefined;
  const { mime } = await sniffFile(file);
  return mime === 'application/octet-stream' ? (coding ?? 'br') : undefined;
}

async function readStart(file: string): Promise<Buffer> {
  const handle = await fs.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
