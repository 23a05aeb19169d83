import { withFileReader } from './fileReader.ts';

/** Pointer files are smaller than 1,024 bytes, twice that in UTF-16. Source: github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const MAX_POINTER_BYTES = 4096;
/**
 * The version of the pointer format, in any line: other lines precede it after a conflict of a merge. Early releases used
 * other URLs.
 */
const VERSION_LINE =
  /^[ \t]*version https?:\/\/(?:git-lfs\.github\.com\/spec\/|hawser\.github\.com\/spec\/|git-media\.io\/v\/)/m;

/**
 * Whether a file is a Git LFS pointer, the placeholder for content stored elsewhere, also after an editor or a shell
 * changed its line ends or encoding, with the marks of a conflict, or without its end.
 * @throws NotRegularFileError and system errors
 */
export async function isLfsPointer(file: string): Promise<boolean> {
  return withFileReader(file, async reader => {
    if (reader.size >= MAX_POINTER_BYTES) return false;
    const bytes = await reader.read(0, reader.size);
    // Without its zeros and marks, UTF-16 is Latin-1. The byte order mark of UTF-8 has three bytes.
    const text = bytes.toString('latin1').replaceAll('\0', '');
    return VERSION_LINE.test(text.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, ''));
  });
}
