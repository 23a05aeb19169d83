import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import type { MediaFacts } from '../../shared/form.ts';
import { kindOfName } from '../../shared/mediaTypes.ts';
import { messageOf } from '../../shared/messageOf.ts';
import type { MediaKind } from '../../shared/model.ts';
import { completenessOf } from './completeness.ts';
import { NotRegularFileError } from './fileReader.ts';
import { isLfsPointer } from './lfsPointer.ts';
import { probeFile } from './probe/probe.ts';
import { sniffFile } from './sniff.ts';
import type { Sniffed } from './sniff.ts';

/**
 * Facts of a local file that is to be sent, `problem` when it cannot be: missing, no regular file, empty, a Git LFS pointer,
 * text under the name of a media file, or truncated. Without `bytes` it is of no use to any parameter. Never throws.
 */
export async function inspectInput(file: string): Promise<MediaFacts> {
  try {
    const stat = await fs.stat(file);
    if (!stat.isFile()) return { problem: l10n.t('Not a regular file. Choose another one.') };
    if (stat.size === 0) return { bytes: 0, problem: l10n.t('The file is empty. Choose another one.') };
    if (await isLfsPointer(file)) return { problem: lfsSentence() };
    const refused = refusedText(await sniffFile(file), kindOfName(file));
    if (refused !== undefined) return { bytes: stat.size, problem: refused };
    const facts = await probeFile(file);
    if (facts.problem !== undefined || (await completenessOf(file)) !== 'truncated') return facts;
    return { ...facts, problem: truncatedSentence() };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

const lfsSentence = (): string =>
  l10n.t(
    'The file is a Git LFS pointer, its content was not downloaded. Run "git lfs pull" in its repository, then try again.'
  );

const truncatedSentence = (): string =>
  l10n.t('The file is truncated: its end is missing. Copy, download or export it again.');

/** Why a file whose name promises media, but which contains text, is refused. */
function refusedText({ kind }: Sniffed, named: MediaKind | undefined): string | undefined {
  if (named === undefined) return undefined;
  switch (kind) {
    case 'markup':
      return l10n.t('The file contains a web page instead of media. Download it again, or choose another one.');
    case 'text':
    case 'json':
      return l10n.t('The file contains text instead of media. Download it again, or choose another one.');
    case 'image':
    case 'video':
    case 'audio':
    case 'other':
      return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NotRegularFileError) return l10n.t('Not a regular file. Choose another one.');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return l10n.t('The file does not exist. Choose another one.');
  if (code === 'EACCES' || code === 'EPERM')
    return l10n.t('The file may not be read. Change its permissions or choose another one.');
  return messageOf(error);
}
