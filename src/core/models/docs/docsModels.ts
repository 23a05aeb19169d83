import path from 'node:path';
import { messageOf } from '../../../shared/messageOf.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { DocsPages } from '../../kie/docsPage.ts';
import { Listeners } from '../../base/listeners.ts';
import type { Disposable, EngineSettings, Logger } from '../../base/ports.ts';
import type { Catalog } from '../catalog.ts';
import type { IndexChanges } from './docsIndex.ts';
import type { Proposal } from './proposal.ts';
import type { ChangedPages } from './reader.ts';
import { UserEntries } from './userEntries.ts';
import { watchFile } from './watchFile.ts';

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
  const { catalog } = deps;
  const file = path.join(deps.storageDir, 'models.json');
  const store = new UserEntries(file);
  const listeners = new Listeners<undefined>('models', deps.log);
  // Unreadable user entries must not prevent other models from running; saving reports the failure.
  const { entries: stored, setAside } = await store.load().catch((error: unknown) => {
    deps.log.error(`Added models: ${messageOf(error)}`);
    return { entries: [], setAside: undefined };
  });
  let own = stored;
  catalog.useEntries(own);
  let pages: DocsPages | undefined;
  const reader = () => import('./reader.ts');

  const use = (changed: readonly ModelEntry[]): void => {
    own = changed;
    catalog.useEntries(own);
    listeners.fire(undefined);
  };
  // Another window may add, change or remove entries.
  const reread = async (): Promise<void> => {
    try {
      const now = await store.read();
      if (JSON.stringify(now) !== JSON.stringify(own)) use(now);
    } catch (error) {
      deps.log.error(`Added models: ${messageOf(error)}`);
    }
  };
  const watch = watchFile(file, () => void reread(), deps.log);
  const fetchText = async (address: string, signal?: AbortSignal): Promise<string> => {
    const { createDocsPages } = await import('../../kie/docsPage.ts');
    const baseUrl = deps.docsBaseUrl?.();
    const { settings, log } = deps;
    pages ??= createDocsPages({ settings, log, ...(baseUrl === undefined ? {} : { baseUrl }) });
    return pages.fetchText(address, signal);
  };

  return {
    damaged: setAside,
    added: () => own,
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
      use(await store.save(entry));
    },
    async remove(id) {
      use(await store.remove(id));
    },
    checkIndex: async signal => (await reader()).compareIndex(await fetchText(INDEX, signal), catalog.entries),
    async checkPages(entries, onProgress, signal) {
      const { checkPages } = await reader();
      const read = (entry: ModelEntry) => fetchText(`${entry.docs ?? ''}.md`, signal);
      return checkPages({ catalog, entries, read, onProgress, log: deps.log }, signal);
    },
    onChange: listener => listeners.add(listener),
    dispose() {
      watch.dispose();
      listeners.clear();
      pages?.dispose();
    }
  };
}
