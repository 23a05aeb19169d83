import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import type { MediaFacts } from '../../shared/form.ts';
import { kindOfName } from '../../shared/catalog/mediaTypes.ts';
import { foreignText } from '../../shared/foreignText.ts';
import { messageOf } from '../../shared/messageOf.ts';
import { completenessOf } from './completeness.ts';
import { NotRegularFileError } from './fileReader.ts';
import { isLfsPointer } from './lfsPointer.ts';
import { probeFile } from './probe/probe.ts';
import { sniffFile } from './sniff.ts';
import type { Sniffed } from './sniff.ts';

/**
 * Inspects a local input file. Sets `problem` if it cannot be uploaded: missing, not a regular file, empty, a Git LFS
 * pointer, text with the name of a media file, or truncated. No parameter accepts a file without `bytes`. Never throws.
 */
export async function inspectInput(file: string): Promise<MediaFacts> {
  try {
    const stat = await fs.stat(file);
    if (!stat.isFile()) return { problem: l10n.t('Not a regular file. Choose another file.') };
    if (stat.size === 0) return { bytes: 0, problem: l10n.t('The file is empty. Choose another file.') };
    if (await isLfsPointer(file)) return { problem: lfsSentence() };
    const text = textProblem(await sniffFile(file));
    if (text !== undefined && kindOfName(file) !== undefined) return { bytes: stat.size, problem: text };
    const facts = await probeFile(file);
    if (facts.problem !== undefined) return { ...facts, problem: text ?? facts.problem };
    return (await completenessOf(file)) === 'truncated' ? { ...facts, problem: truncatedSentence() } : facts;
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

const lfsSentence = (): string =>
  l10n.t(
    'The file is a Git LFS pointer: its content is not downloaded. Run "git lfs pull" in its repository, then try again.'
  );

const truncatedSentence = (): string => l10n.t('The file is truncated. Copy, download or export it again.');

/** Returns why text is rejected where media are expected. */
function textProblem({ kind }: Sniffed): string | undefined {
  switch (kind) {
    case 'markup':
      return l10n.t('The file contains a web page instead of media. Download it again or choose another file.');
    case 'text':
    case 'json':
      return l10n.t('The file contains text instead of media. Download it again or choose another file.');
    case 'image':
    case 'video':
    case 'audio':
    case 'other':
      return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NotRegularFileError) return l10n.t('Not a regular file. Choose another file.');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return l10n.t('The file does not exist. Choose another file.');
  if (code === 'EACCES' || code === 'EPERM')
    return l10n.t('No permission to read the file. Change its permissions or choose another file.');
  return typeof code === 'string'
    ? l10n.t('The file could not be read ({0}). Choose another file.', foreignText(code))
    : messageOf(error);
}
