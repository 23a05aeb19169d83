import * as vscode from 'vscode';
import { plural } from '../../../shared/format/plural.ts';
import { localizedPage } from '../../../shared/kiePages.ts';
import type { DocsModels } from '../../../core/models/docs/docsModels.ts';
import type { IndexChanges } from '../../../core/models/docs/docsIndex.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Services } from '../../services.ts';
import { withProgress } from '../../common/progress.ts';
import { addModel } from './userModels.ts';
import { liveChanges } from './liveChanges.ts';
import type { LiveItem } from './liveChanges.ts';
import { BACK, pickOne } from '../../common/input/wizard.ts';

interface ChangeItem extends LiveItem {
  readonly docs?: string;
  readonly gone?: true;
  readonly pages?: true;
}

/**
 * Reads KIE's list of models and the documentation index, and lists new and removed models, and on request changed ones.
 * The user can open each.
 */
export async function checkModels(services: Pick<Services, 'engine' | 'form' | 'key'>): Promise<void> {
  const engine = await services.engine.get();
  const { docs } = engine;
  const title = vscode.l10n.t('Check for Model Changes');
  const live = await liveChanges(engine, (await services.key.get()) !== undefined);
  if (live === undefined) return;
  const index = await readIndex(docs, live);
  if (index === undefined) return;
  const { listed, added, gone } = index;
  let { changed } = index;
  for (;;) {
    const items: readonly ChangeItem[] = [
      ...live,
      separator(vscode.l10n.t('New pages ({0})', added.length)),
      ...added,
      separator(vscode.l10n.t('Changed models')),
      ...changed,
      separator(vscode.l10n.t('No longer in the documentation ({0})', gone.length)),
      ...gone
    ];
    const placeholder = vscode.l10n.t('Select a page or model');
    const chosen = await pickOne(items, { title, step: 1, totalSteps: 1, placeholder });
    if (chosen === undefined || chosen === BACK) return;
    if (chosen.pages === true) {
      changed = (await comparePages(docs, listed)) ?? changed;
      continue;
    }
    if (chosen.open !== undefined) return services.form.open(chosen.open, {}, 'merge');
    if (chosen.docs === undefined) continue;
    if (chosen.gone === true) await vscode.env.openExternal(vscode.Uri.parse(localizedPage(chosen.docs)));
    else await addModel(services, chosen.docs);
    return;
  }
}

const separator = (label: string): ChangeItem => ({ label, kind: vscode.QuickPickItemKind.Separator });

interface IndexItems {
  readonly added: readonly ChangeItem[];
  readonly gone: readonly ChangeItem[];
  readonly changed: readonly ChangeItem[];
  /** Entries whose page is listed. */
  readonly listed: Parameters<DocsModels['checkPages']>[0];
}

/** Reads the index. When it can't be read but KIE's list was, a line reports it. Undefined when the user canceled. */
async function readIndex(docs: DocsModels, live: readonly LiveItem[]): Promise<IndexItems | undefined> {
  const reading = withProgress(vscode.l10n.t('Reading the documentation index'), signal => docs.checkIndex(signal));
  try {
    const index = await reading;
    return index && itemsOf(index);
  } catch (error) {
    if (live.length === 0) throw error;
    const label = vscode.l10n.t("The documentation index can't be read.");
    return { added: [], gone: [], changed: [{ icon: 'warning', label, detail: messageOf(error) }], listed: [] };
  }
}

const itemsOf = ({ added, gone, listed }: IndexChanges): IndexItems => ({
  added: added.map(page => ({
    icon: 'add',
    label: page.title,
    description: page.section,
    detail: page.docs,
    docs: page.docs
  })),
  gone: gone.map(entry => ({
    icon: 'circle-slash',
    label: entry.name,
    description: entry.id,
    ...(entry.docs === undefined ? {} : { detail: entry.docs, docs: entry.docs }),
    gone: true
  })),
  changed: [
    {
      icon: 'search',
      label: plural(
        vscode.l10n.t('{0, plural, one {Check # page for changes…} other {Check # pages for changes…}}'),
        listed.length
      ),
      detail: vscode.l10n.t('The index lists only which pages exist.'),
      pages: true
    }
  ],
  listed
});

async function comparePages(
  docs: DocsModels,
  listed: Parameters<DocsModels['checkPages']>[0]
): Promise<readonly ChangeItem[] | undefined> {
  const found = await withProgress(vscode.l10n.t('Comparing documentation pages'), (signal, report) =>
    docs.checkPages(
      listed,
      done => report(vscode.l10n.t('{0} of {1}', done, listed.length), 100 / listed.length),
      signal
    )
  );
  if (found === undefined) return undefined;
  const item =
    (icon: string, why: string) =>
    (entry: (typeof listed)[number]): ChangeItem => ({
      icon,
      label: entry.name,
      description: `${entry.id} · ${why}`,
      ...(entry.docs === undefined ? {} : { docs: entry.docs })
    });
  const lines = [
    ...found.changed.map(item('diff', vscode.l10n.t('changed'))),
    ...found.unread.map(item('question', vscode.l10n.t("page can't be read")))
  ];
  return lines.length > 0 ? lines : [{ icon: 'pass', label: vscode.l10n.t('No changes found.') }];
}
