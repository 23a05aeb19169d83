import * as vscode from 'vscode';
import { dateText } from '../../../shared/format/dateText.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { StoredList, UnusableModel } from '../../../core/models/live/storedList.ts';
import { withProgress } from '../../common/progress.ts';
import type { PickItem } from '../../common/quickInput.ts';

/** A line about a model of KIE's list. `open`: the model to show in the form. */
export interface LiveItem extends PickItem {
  readonly open?: string;
}

/**
 * Reads KIE's list of models now, and returns its news: new models, models that can't be used yet, and models that are
 * no longer listed. A list that can't be read is one line; without a key there is none. Undefined when the user
 * canceled.
 */
export async function liveChanges(engine: Engine, hasKey: boolean): Promise<readonly LiveItem[] | undefined> {
  if (!hasKey) return [];
  try {
    const list = await withProgress(vscode.l10n.t("Reading KIE's list of models"), (signal, report) =>
      engine.liveModels.check((done, of) => report(vscode.l10n.t('{0} of {1}', done, of), 100 / of), signal)
    );
    return list && itemsOf(engine, list);
  } catch (error) {
    const label = vscode.l10n.t("KIE's list of models can't be read.");
    return [{ icon: 'warning', label, detail: messageOf(error) }];
  }
}

function itemsOf(engine: Engine, { entries, unusable, models }: StoredList): readonly LiveItem[] {
  const added = entries
    .filter(({ entry }) => engine.models.origin(entry.id) === 'live')
    .map(({ entry }) => ({
      icon: 'add',
      label: entry.name,
      description: entry.id,
      detail: entry.summary,
      open: entry.id
    }));
  const titles = new Map(models.map(({ model, title }) => [model, title]));
  const unread = unusable.map(each => ({
    icon: 'question',
    label: titles.get(each.model) ?? each.model,
    description: each.model,
    detail: [reasonText(each.reason), ...(each.detail === undefined ? [] : [each.detail])].join(' · ')
  }));
  const gone = models.flatMap(({ model, title, unlistedSince }): readonly LiveItem[] => {
    if (unlistedSince === undefined) return [];
    const entry = engine.models.entry(model);
    const since = dateText(unlistedSince);
    return [
      {
        icon: 'circle-slash',
        label: entry?.name ?? title ?? model,
        description: `${model} · ${vscode.l10n.t('not listed since {0}', since)}`,
        ...(entry === undefined ? {} : { open: model })
      }
    ];
  });
  return [
    ...group(vscode.l10n.t('New models at KIE ({0})', added.length), added),
    ...group(vscode.l10n.t("New models that can't be used yet ({0})", unread.length), unread),
    ...group(vscode.l10n.t('No longer listed by KIE ({0})', gone.length), gone)
  ];
}

const group = (label: string, items: readonly LiveItem[]): readonly LiveItem[] =>
  items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];

function reasonText(reason: UnusableModel['reason']): string {
  switch (reason) {
    case 'no-schema':
      return vscode.l10n.t('KIE has not published its definition yet');
    case 'no-task':
      return vscode.l10n.t('answers at once and creates no files');
    case 'unreadable':
      return vscode.l10n.t("its definition can't be read");
  }
}
