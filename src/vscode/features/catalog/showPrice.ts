import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { LiveView } from '../../../core/models/pricing/livePrices.ts';
import { rateText } from '../../../core/models/pricing/price.ts';
import { conditionsText } from '../../../core/models/values/sentences.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Deps } from '../../services.ts';
import { recentModels } from '../../common/recentModels.ts';
import { showPick } from '../../common/quickInput.ts';

type Item = vscode.QuickPickItem & { readonly run?: () => unknown };

/** What a model costs: the rows that count here, and what KIE's own list says today. */
export async function showPrice(deps: Deps, given: unknown): Promise<void> {
  const engine = await deps.host.get();
  const id = typeof given === 'string' ? given : await pickModel(deps, engine);
  const entry = engine.models.entry(id ?? '');
  if (id === undefined) return;
  if (entry === undefined) throw new Error(vscode.l10n.t('There is no model "{0}".', id));
  const items = deps.livePrices.refresh().then(async () => itemsOf(deps, engine, entry));
  const chosen = await showPick(items, {
    title: vscode.l10n.t('Price of {0}', entry.name),
    placeHolder: vscode.l10n.t('1 credit is USD 0.005. The form counts the price of what is filled in.')
  });
  await chosen?.run?.();
}

async function pickModel(deps: Deps, engine: Engine): Promise<string | undefined> {
  const recent = recentModels(deps.context.globalState);
  const rank = (id: string): number => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  const items = engine.models
    .summaries()
    .toSorted((a, b) => rank(a.id) - rank(b.id))
    .map(({ id, name, summary }) => ({ label: name, description: id, detail: summary, id }));
  const placeHolder = vscode.l10n.t('Choose a model');
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await showPick(items, options))?.id;
}

async function itemsOf(deps: Deps, engine: Engine, table: ModelEntry): Promise<readonly Item[]> {
  const live = engine.prices.live(table.id);
  const entry = live?.entry ?? table;
  const readAt = await deps.livePrices.readAt();
  const open = () => vscode.commands.executeCommand('kie.openPricing');
  const page: Item = {
    label: `$(link-external) ${vscode.l10n.t('Open Pricing Page')}`,
    run: open,
    alwaysShow: true
  };
  // What only asks about a task has no place in any list of prices.
  if (entry.operation.startsWith('GET ') && (entry.price ?? []).length === 0) return [page];
  return [
    ...(entry.price ?? []).map((row): Item => {
      const when = conditionsText(entry, row.when);
      return { label: rateText(row), description: when, ...(row.note === undefined ? {} : { detail: row.note }) };
    }),
    ...((entry.price ?? []).length === 0 ? [{ label: vscode.l10n.t('The price is not known.') }] : []),
    { label: listTitle(readAt), kind: vscode.QuickPickItemKind.Separator },
    { label: verdictText(live), alwaysShow: true },
    ...(live?.lines ?? []).map(label => ({ label })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    page
  ];
}

const listTitle = (readAt: number | undefined): string =>
  readAt === undefined
    ? vscode.l10n.t("KIE's price list")
    : vscode.l10n.t("KIE's price list of {0}", new Date(readAt).toLocaleDateString(vscode.env.language));

function verdictText(live: LiveView | undefined): string {
  switch (live?.verdict) {
    case undefined:
      return vscode.l10n.t('It cannot be read now: the prices of the model table count.');
    case 'none':
      return vscode.l10n.t('It has no line with the ID of this model: the prices of the model table count.');
    case 'same':
      return vscode.l10n.t('It says the same.');
    case 'changed':
      return vscode.l10n.t('It has a new price, which counts here.');
    case 'doubtful':
      return vscode.l10n.t('It says something else, and it is not clear for what: prices are bounds, or not known.');
  }
}
