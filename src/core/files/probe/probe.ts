import * as l10n from '@vscode/l10n';
import { messageOf } from '../../../shared/messageOf.ts';
import type { MediaFacts } from '../../../shared/form.ts';
import { kindOfName, mimeOfName } from '../../../shared/mediaTypes.ts';
import type { FileReader } from '../fileReader.ts';
import { NotRegularFileError, ReadBudgetError, withFileReader } from '../fileReader.ts';
import { signatureOf } from '../signatures.ts';

/** Known, but without a reader here: the name has to do. */
const BY_NAME = /\.(?:wma|avi|svg|ico)$/i;

const HEAD_BYTES = 4096;

/**
 * What can be known of a local file: type by content, bytes, pixels, seconds, frames a second. What is not certain is
 * left out. Never throws: `problem` says why the file cannot be read.
 */
export async function probeFile(path: string): Promise<MediaFacts> {
  try {
    return await withFileReader(path, async file => {
      const bytes = file.size;
      if (bytes === 0) return { bytes, problem: l10n.t('The file is empty.') };
      const found = (await within(file, imageOrSound)) ?? (await clip(path, file)) ?? byName(path);
      return found ? { ...found, bytes } : { bytes, problem: unknownKind() };
    });
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

async function imageOrSound(file: FileReader): Promise<MediaFacts | undefined> {
  const { imageFacts } = await import('./probeImage.ts');
  const { soundFacts } = await import('./probeSound.ts');
  return (await imageFacts(file)) ?? (await soundFacts(file));
}

/** Content that takes too long to look at is not known. */
async function within<T>(file: FileReader, look: (file: FileReader) => Promise<T>): Promise<T | undefined> {
  try {
    return await look(file);
  } catch (error) {
    if (error instanceof ReadBudgetError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Videos, and sound in containers; by the first bytes alone where no more can be read. */
async function clip(path: string, file: FileReader): Promise<MediaFacts | undefined> {
  const { tagsEnd } = await import('../formats/tags.ts');
  const head = Buffer.from(await file.read(await tagsEnd(file), HEAD_BYTES));
  const { isClip } = await import('../formats/magic.ts');
  if (isClip(head)) {
    const { clipFactsInThread } = await import('../lengths/clipThread.ts');
    const found = await clipFactsInThread(path);
    if (found) return found;
  }
  const signature = signatureOf(head);
  const kind = signature?.mime.split('/')[0];
  return signature && (kind === 'video' || kind === 'audio') ? { kind, mime: signature.mime } : undefined;
}

function byName(path: string): MediaFacts | undefined {
  const kind = kindOfName(path);
  const mime = mimeOfName(path);
  return BY_NAME.test(path) && kind && mime !== undefined ? { kind, mime } : undefined;
}

const unknownKind = (): string => l10n.t('It is not a picture, video or sound of a known kind.');

function reasonOf(error: unknown): string {
  if (error instanceof NotRegularFileError) return l10n.t('Not a regular file.');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return l10n.t('The file does not exist.');
  if (code === 'EACCES' || code === 'EPERM') return l10n.t('The file may not be read.');
  return messageOf(error);
}
