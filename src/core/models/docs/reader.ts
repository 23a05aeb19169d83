import * as l10n from '@vscode/l10n';
import { messageOf } from '../../../shared/messageOf.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Logger } from '../../base/ports.ts';
import type { Catalog } from '../catalog.ts';
import { checkEntry } from '../format/checkEntry.ts';
import { docsAddress } from './docsIndex.ts';
import { entryText } from './entryText.ts';
import { mergeEntry } from './mergeEntry.ts';
import { PageError } from './page.ts';
import type { Proposal } from './proposal.ts';
import { remarksOn } from './remarks.ts';
import { parseModels } from './parseModels.ts';

export { compareIndex } from './docsIndex.ts';

/**
 * The URL of a page's source.
 * @throws PageError for URLs outside docs.kie.ai
 */
export function pageAddress(address: string): string {
  const docs = docsAddress(address.trim());
  if (docs === undefined) throw new PageError(l10n.t("This isn't a {0} URL.", 'https://docs.kie.ai'));
  return `${docs}.md`;
}

/** See DocsModels. */
export function propose(catalog: Catalog, text: string, docs?: string): readonly Proposal[] {
  const address = docs === undefined ? undefined : docsAddress(docs.trim());
  return parseModels(text, catalog.sources, address).map(({ entry, unsupported }) => {
    const before = catalog.source(entry.id);
    const merged = mergeEntry(before, entry);
    return { ...merged, before, unsupported, problems: checkEntry(merged.entry).problems };
  });
}

/** Both versions as YAML. */
export const compareTexts = (proposal: Proposal): { readonly before: string; readonly after: string } => ({
  before: entryText(proposal.before),
  after: entryText(proposal.entry, remarksOn(proposal))
});

/** A low limit, to be polite: pages are checked on request only, and the user does not wait for the last one. */
const PAGES_AT_ONCE = 4;

export interface PagesToCheck {
  readonly catalog: Catalog;
  readonly entries: readonly ModelEntry[];
  readonly read: (entry: ModelEntry) => Promise<string>;
  readonly onProgress: (done: number) => void;
  readonly log: Logger;
}

export interface ChangedPages {
  /** Entries whose page documents different parameters. */
  readonly changed: readonly ModelEntry[];
  /** Entries whose page could not be read or does not describe them. The log has the reasons. */
  readonly unread: readonly ModelEntry[];
}

/** See DocsModels. Rejects with the signal's reason. */
export async function checkPages(given: PagesToCheck, signal?: AbortSignal): Promise<ChangedPages> {
  const { catalog, entries, read, onProgress, log } = given;
  const changed = new Set<ModelEntry>();
  const unread = new Set<ModelEntry>();
  const queue = [...entries];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      signal?.throwIfAborted();
      try {
        const { id, docs } = entry;
        const proposal = propose(catalog, await read(entry), docs).find(other => other.entry.id === id);
        if (proposal === undefined) unread.add(entry);
        else if (proposal.added.length + proposal.changed.length + proposal.gone.length > 0) changed.add(entry);
      } catch (error) {
        signal?.throwIfAborted();
        log.info(`${entry.docs ?? entry.id}: ${messageOf(error)}`);
        unread.add(entry);
      }
      onProgress(++done);
    }
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, work));
  return { changed: entries.filter(entry => changed.has(entry)), unread: entries.filter(entry => unread.has(entry)) };
}
