import * as l10n from '@vscode/l10n';
import type { ModelEntry } from '../../../shared/model.ts';
import { CREATE_TASK } from '../../../shared/model.ts';
import { PageError } from './page.ts';
import { trimEndOf } from '../../../shared/textParts.ts';

/** One page that the index lists. */
export interface IndexedPage {
  readonly title: string;
  /** Without `.md`. */
  readonly docs: string;
  /** The headings it stands under ("Video Models > Kling"). */
  readonly section: string;
}

/** What the index says against the catalog. */
export interface IndexChanges {
  /** Pages that no entry names. */
  readonly added: readonly IndexedPage[];
  /** Current entries whose page is not listed any more. */
  readonly gone: readonly ModelEntry[];
  /** Current entries of createTask whose page is listed: whether it has changed, only the page tells. */
  readonly listed: readonly ModelEntry[];
}

/** With fewer model pages the index is taken for broken, not the models for gone. */
const MIN_MODEL_PAGES = 10;
const LINE = /^\s*-([^[\]]*)\[([^\]]+)\]\((https:\/\/docs\.kie\.ai\/[^)\s]+)\)/;
/** Pages under the headings of models that describe no model. */
const BESIDE =
  /call-?backs?$|quickstart$|\/get-[\w-]*(details?|record|download-url|credits)|\/(chat|claude|codex|common|cn)\//;

/** An address of the documentation as the catalog writes it; undefined for any other address. */
export function docsAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.host !== 'docs.kie.ai' || url.username !== '') return undefined;
  return url.origin + trimEndOf(url.pathname, /\//).replace(/\.md$/, '');
}

/** The model pages of the index in English. Source: docs.kie.ai/llms.txt */
export function readIndex(text: string): readonly IndexedPage[] {
  const pages = new Map<string, IndexedPage>();
  for (const line of text.split(/\r?\n/)) {
    const [, section = '', title = '', address = ''] = LINE.exec(line) ?? [];
    const docs = docsAddress(address);
    if (docs === undefined || pages.has(docs)) continue;
    pages.set(docs, { title: title.trim(), docs, section: section.replace(/\s+/g, ' ').trim() });
  }
  return [...pages.values()];
}

/** Compares the index with the entries. Throws PageError when the index is none. */
export function compareIndex(text: string, entries: readonly ModelEntry[]): IndexChanges {
  const pages = readIndex(text);
  const models = pages.filter(
    page => page.section !== '' && !BESIDE.test(page.docs) && !/\bchat\b/i.test(page.section)
  );
  if (models.length < MIN_MODEL_PAGES) {
    throw new PageError(l10n.t('The documentation index has an unknown format.'));
  }
  const known = new Set(entries.flatMap(entry => addressOf(entry) ?? []));
  const all = new Set(pages.map(page => page.docs));
  const current = entries.filter(entry => entry.status === 'current' && addressOf(entry) !== undefined);
  const isListed = (entry: ModelEntry): boolean => all.has(addressOf(entry) ?? '');
  return {
    added: models.filter(page => !known.has(page.docs)),
    gone: current.filter(entry => !isListed(entry)),
    listed: current.filter(entry => entry.operation === CREATE_TASK && isListed(entry))
  };
}

const addressOf = (entry: ModelEntry): string | undefined =>
  entry.docs === undefined ? undefined : docsAddress(entry.docs);
