import * as l10n from '@vscode/l10n';
import { MAX_DROPPED_BYTES } from '../../../src/shared/files/droppedFiles.ts';
import type { DroppedFile } from '../../../src/shared/protocol/media.ts';
import { sizeText } from '../../../src/shared/format/sizeText.ts';

/** The part of a `File` that is used. */
export type ReadableFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** Reads dropped files. Their sizes are checked first: a large file never comes into memory. @throws when one is too large */
export async function contentsOf(files: readonly ReadableFile[]): Promise<readonly DroppedFile[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_DROPPED_BYTES) {
    const limit = sizeText(MAX_DROPPED_BYTES);
    const [file] = files;
    throw new Error(
      files.length === 1 && file !== undefined
        ? l10n.t(
            '{0} is {1}. Files up to {2} can be dropped or pasted. Choose the file instead.',
            file.name,
            sizeText(total),
            limit
          )
        : l10n.t(
            'These files are {0}. Files up to {1} in total can be dropped or pasted. Choose the files instead.',
            sizeText(total),
            limit
          )
    );
  }
  const dropped: DroppedFile[] = [];
  for (const file of files) dropped.push({ name: file.name, data: new Uint8Array(await file.arrayBuffer()) });
  return dropped;
}
