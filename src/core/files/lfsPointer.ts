import { withFileReader } from './fileReader.ts';

/** Pointer files are smaller than this. Source: github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const MAX_POINTER_BYTES = 1024;
/** The first line is the version of the pointer format; early releases used another URL. */
const FIRST_LINE = /^(?:\xef\xbb\xbf)?version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\r?\n/;

/**
 * Whether a file is a Git LFS pointer, the placeholder for content stored elsewhere.
 * @throws NotRegularFileError and system errors
 */
export async function isLfsPointer(file: string): Promise<boolean> {
  return withFileReader(file, async reader => {
    if (reader.size >= MAX_POINTER_BYTES) return false;
    return FIRST_LINE.test((await reader.read(0, reader.size)).toString('latin1'));
  });
}
