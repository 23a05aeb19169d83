import { withFileReader } from './fileReader.ts';

/** Pointer files are smaller than 1,024 bytes, twice that in UTF-16. Source: github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const MAX_POINTER_BYTES = 4096;
/** The first line is the version of the pointer format; early releases used other URLs. */
const FIRST_LINE =
  /^\s*version https?:\/\/(?:git-lfs\.github\.com\/spec\/v1|hawser\.github\.com\/spec\/v1|git-media\.io\/v\/2)\s/;

/**
 * Whether a file is a Git LFS pointer, the placeholder for content stored elsewhere, also after an editor or a shell
 * changed its line ends or encoding.
 * @throws NotRegularFileError and system errors
 */
export async function isLfsPointer(file: string): Promise<boolean> {
  return withFileReader(file, async reader => {
    if (reader.size >= MAX_POINTER_BYTES) return false;
    const bytes = await reader.read(0, reader.size);
    // Without its zeros and marks, UTF-16 is Latin-1. The byte order mark of UTF-8 has three bytes.
    const text = bytes.toString('latin1').replaceAll('\0', '');
    return FIRST_LINE.test(text.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, ''));
  });
}
