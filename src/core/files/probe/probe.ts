import * as l10n from '@vscode/l10n';
import { messageOf } from '../../../shared/messageOf.ts';
import type { MediaFacts } from '../../../shared/form.ts';
import type { FileReader } from '../fileReader.ts';
import { NotRegularFileError, ReadBudgetError, letters, withFileReader } from '../fileReader.ts';
import { signatureOf } from '../signatures.ts';

/** Images without a reader here, recognized by their first bytes. */
const UNREAD_IMAGES = new Set(['image/svg+xml', 'image/x-icon']);

const HEAD_BYTES = 4096;

/**
 * Reads facts of a local file: type by content, bytes, pixels, seconds, frames per second. Omits uncertain facts. Never
 * throws; `problem` is the reason why the file cannot be read.
 */
export async function probeFile(path: string): Promise<MediaFacts> {
  try {
    return await withFileReader(path, async file => {
      const bytes = file.size;
      if (bytes === 0) return { bytes, problem: l10n.t('The file is empty.') };
      const found =
        (await withinBudget(file, imageOrAudioFacts)) ?? (await mediaFacts(path, file)) ?? (await unreadImage(path));
      return found ? { ...found, bytes } : { bytes, problem: unknownType() };
    });
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

async function imageOrAudioFacts(file: FileReader): Promise<MediaFacts | undefined> {
  const { imageFacts } = await import('./probeImage.ts');
  const { audioFacts } = await import('./probeAudio.ts');
  return (await imageFacts(file)) ?? (await audioFacts(file));
}

/** Returns undefined for content that takes too long to inspect. */
async function withinBudget<T>(file: FileReader, inspect: (file: FileReader) => Promise<T>): Promise<T | undefined> {
  try {
    return await inspect(file);
  } catch (error) {
    if (error instanceof ReadBudgetError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Facts of video, and of audio in containers; the type alone if only the first bytes are readable. */
async function mediaFacts(path: string, file: FileReader): Promise<MediaFacts | undefined> {
  const { tagsEnd } = await import('../formats/tags.ts');
  const head = Buffer.from(await file.read(await tagsEnd(file), HEAD_BYTES));
  const { isMediaContainer } = await import('../formats/magic.ts');
  if (isMediaContainer(head)) {
    const { containerFactsInThread } = await import('../lengths/containerThread.ts');
    const found = await containerFactsInThread(path);
    if (found) return found;
  }
  const signature = signatureOf(head);
  const kind = signature?.mime.split('/')[0];
  // An ID3 tag without frames after it is not audio.
  const isTag = letters(head, 0, 3) === 'ID3';
  return signature && !isTag && (kind === 'video' || kind === 'audio') ? { kind, mime: signature.mime } : undefined;
}

async function unreadImage(path: string): Promise<MediaFacts | undefined> {
  const { sniffFile } = await import('../sniff.ts');
  const { mime } = await sniffFile(path);
  return UNREAD_IMAGES.has(mime) ? { kind: 'image', mime } : undefined;
}

const unknownType = (): string => l10n.t('Not an image, video or audio file of a known format. Choose another file.');

function reasonOf(error: unknown): string {
  if (error instanceof NotRegularFileError) return l10n.t('Not a regular file.');
  if (error instanceof ReadBudgetError) return unknownType();
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return l10n.t('The file does not exist.');
  if (code === 'EACCES' || code === 'EPERM') return l10n.t('No permission to read the file.');
  return messageOf(error);
}
