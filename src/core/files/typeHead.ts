import type { FileReader } from './fileReader.ts';
import { tagsEnd } from './formats/tags.ts';
import { signatureOf } from './signatures.ts';

/**
 * Returns the first `bytes` that decide the type of a file: those of the audio behind tags, which can be longer than that
 * (cover images), else those of the file. Fewer at the end of the file.
 */
export async function typeHead(file: FileReader, bytes: number): Promise<Buffer> {
  const head = await file.read(0, bytes);
  const start = await tagsEnd(file);
  if (start === 0) return head;
  const behind = await file.read(start, bytes);
  return signatureOf(behind)?.mime.startsWith('audio/') === true ? behind : head;
}
