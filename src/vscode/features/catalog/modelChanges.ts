import * as vscode from 'vscode';
import type { DocsModels } from '../../../core/models/docs/docsModels.ts';
import type { Services } from '../../services.ts';
import { withProgress } from '../../common/progress.ts';
import { addModel } from './userModels.ts';
import { BACK, pickOne } from '../../common/input/wizard.ts';

interface ChangeItem extends vscode.QuickPickItem {
  readonly docs?: string;
  readonly gone?: true;
  readonly pages?: true;
}

/**
 * Reads the documentation index and lists new and removed models, and on request changed ones. The user can open each.
 */
export async function checkModels(services: Pick<Services, 'engine' | 'form'>): Promise<void> {
  const { docs } = await services.engine.get();
  const title = vscode.l10n.t('Check for Model Changes');
  const index = await withProgress(vscode.l10n.t('Reading the documentation index'), signal => docs.checkIndex(signal));
  if (index === undefined) return;
  const separator = (label: string): ChangeItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  let changed: readonly ChangeItem[] = [
    {
      label: `$(search) ${vscode.l10n.t('Check {0} pages for changes…', index.listed.length)}`,
      detail: vscode.l10n.t('The index lists only which pages exist.'),
      pages: true
    }
  ];
  const added = index.added.map((page): ChangeItem => ({
    label: `$(add) ${page.title}`,
    description: page.section,
    detail: page.docs,
    docs: page.docs
  }));
  const gone = index.gone.map((entry): ChangeItem => ({
    label: `$(circle-slash) ${entry.name}`,
    description: entry.id,
    ...(entry.docs === undefined ? {} : { detail: entry.docs, docs: entry.docs }),
    gone: true
  }));
  for (;;) {
    const items = [
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
      changed = (await comparePages(docs, index.listed)) ?? changed;
      continue;
    }
    if (chosen.docs === undefined) continue;
    if (chosen.gone === true) await vscode.env.openExternal(vscode.Uri.parse(chosen.docs));
    else await addModel(services, chosen.docs);
    return;
  }
}

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
      label: `$(${icon}) ${entry.name}`,
      description: `${entry.id} · ${why}`,
      ...(entry.docs === undefined ? {} : { docs: entry.docs })
    });
  const lines = [
    ...found.changed.map(item('diff', vscode.l10n.t('changed'))),
    ...found.unread.map(item('question', vscode.l10n.t("page can't be read")))
  ];
  return lines.length > 0 ? lines : [{ label: `$(pass) ${vscode.l10n.t('No changes found.')}` }];
}
