import path from 'node:path';
import type { ModelEntry } from '../../../shared/model.ts';
import type { DocsPages } from '../../kie/docsPage.ts';
import type { Disposable, EngineSettings, Logger } from '../../base/ports.ts';
import type { Catalog } from '../catalog.ts';
import { AppliedEntries } from './appliedEntries.ts';
import type { IndexChanges } from './docsIndex.ts';
import type { Proposal } from './proposal.ts';
import type { ChangedPages } from './reader.ts';

/** Updates the catalog with entries that the user imports from docs.kie.ai. */
export interface DocsModels {
  /** The user's entries. */
  added(): readonly ModelEntry[];
  isBuiltIn(id: string): boolean;
  /** Where a damaged entries file was moved at startup, if there was one. */
  readonly damaged: string | undefined;
  /**
   * Fetches the Markdown source of a docs.kie.ai page.
   * @throws KieError
   * @throws PageError for other URLs
   */
  page(address: string, signal?: AbortSignal): Promise<string>;
  /**
   * Parses a page, one proposal for each model it describes. Nothing is saved.
   * @throws PageError
   */
  propose(text: string, docs?: string): Promise<readonly Proposal[]>;
  /** Both versions as YAML, for a diff. */
  compare(proposal: Proposal): Promise<{ readonly before: string; readonly after: string }>;
  save(entry: ModelEntry): Promise<void>;
  /** Removes the user's entry; the built-in entry applies again, if there is one. */
  remove(id: string): Promise<void>;
  /**
   * Reads the documentation index.
   * @throws KieError
   * @throws PageError
   */
  checkIndex(signal?: AbortSignal): Promise<IndexChanges>;
  /** Reads the pages of these entries. `onProgress` receives the number of pages done. */
  checkPages(
    entries: readonly ModelEntry[],
    onProgress: (done: number) => void,
    signal?: AbortSignal
  ): Promise<ChangedPages>;
  /** Called after the user's entries have changed, in this or another window. */
  onChange(listener: () => void): Disposable;
  dispose(): void;
}

export interface DocsModelsDeps {
  readonly catalog: Catalog;
  readonly storageDir: string;
  readonly settings: () => EngineSettings;
  readonly log: Logger;
  /** See {@link createDocsPages}. */
  readonly docsBaseUrl?: () => string | undefined;
}

const INDEX = 'https://docs.kie.ai/llms.txt';

/** Applies the user's entries to the catalog. The network and the readers are loaded on first use. */
export async function openDocsModels(deps: DocsModelsDeps): Promise<DocsModels> {
  const { catalog, log } = deps;
  const own = await AppliedEntries.open(catalog, path.join(deps.storageDir, 'models.json'), log);
  let pages: DocsPages | undefined;
  const reader = () => import('./reader.ts');
  const fetchText = async (address: string, signal?: AbortSignal): Promise<string> => {
    const { createDocsPages } = await import('../../kie/docsPage.ts');
    const baseUrl = deps.docsBaseUrl?.();
    pages ??= createDocsPages({ settings: deps.settings, log, ...(baseUrl === undefined ? {} : { baseUrl }) });
    return pages.fetchText(address, signal);
  };

  return {
    damaged: own.damaged,
    added: () => own.entries,
    isBuiltIn: id => catalog.builtIn(id) !== undefined,
    async page(address, signal) {
      const { pageAddress } = await reader();
      return fetchText(pageAddress(address), signal);
    },
    propose: async (text, docs) => (await reader()).propose(catalog, text, docs),
    compare: async proposal => (await reader()).compareTexts(proposal),
    async save(entry) {
      const { problems } = (await import('../format/checkEntry.ts')).checkEntry(entry);
      if (problems.length > 0) throw new Error(problems.join('\n'));
      await own.save(entry);
    },
    remove: id => own.remove(id),
    checkIndex: async signal => (await reader()).compareIndex(await fetchText(INDEX, signal), catalog.entries),
    async checkPages(entries, onProgress, signal) {
      const { checkPages } = await reader();
      const read = (entry: ModelEntry) => fetchText(`${entry.docs ?? ''}.md`, signal);
      return checkPages({ catalog, entries, read, onProgress, log }, signal);
    },
    onChange: listener => own.onChange(listener),
    dispose() {
      own.dispose();
      pages?.dispose();
    }
  };
}
