import * as vscode from 'vscode';
import { dateText } from '../../../shared/format/dateText.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { LiveView } from '../../../core/models/pricing/livePrices.ts';
import { rateText } from '../../../core/models/pricing/rateText.ts';
import { conditionsText } from '../../../core/models/values/sentences.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Services } from '../../services.ts';
import { pickModel } from '../../common/input/modelPicker.ts';
import { BACK } from '../../common/input/wizard.ts';
import type { PickItem } from '../../common/quickInput.ts';
import { showPick } from '../../common/quickInput.ts';

type Item = PickItem & { readonly run?: () => unknown };

/**
 * Shows the prices of a model: the rows of the model table, and KIE's own words or else its current price list.
 * @throws when the model does not exist
 */
export async function showPrice(
  services: Pick<Services, 'engine' | 'livePrices' | 'state'>,
  given: unknown
): Promise<void> {
  const engine = await services.engine.get();
  const id = typeof given === 'string' ? given : await pickAnyModel(services, engine);
  const entry = engine.models.entry(id ?? '');
  if (id === undefined) return;
  if (entry === undefined) throw new Error(vscode.l10n.t('Model "{0}" not found.', id));
  const items = services.livePrices.refresh(entry.id).then(async () => itemsOf(services, engine, entry));
  const chosen = await showPick(items, {
    title: vscode.l10n.t('Price of {0}', entry.name),
    placeHolder: vscode.l10n.t('1 credit is USD 0.005. The form shows the price of the current values.')
  });
  await chosen?.run?.();
}

async function pickAnyModel({ state }: Pick<Services, 'state'>, engine: Engine): Promise<string | undefined> {
  void engine.liveModels.refresh();
  const placeholder = vscode.l10n.t('Select a model');
  const picked = await pickModel(state, engine.models.summaries(), { placeholder });
  return picked === BACK ? undefined : picked?.id;
}

async function itemsOf(
  services: Pick<Services, 'livePrices'>,
  engine: Engine,
  table: ModelEntry
): Promise<readonly Item[]> {
  const live = engine.prices.live(table.id);
  const stated = engine.prices.stated(table.id);
  const entry = live?.entry ?? table;
  const readAt = await services.livePrices.readAt();
  const open = () => vscode.commands.executeCommand('kie.openPricing');
  const page: Item = {
    icon: 'link-external',
    label: vscode.l10n.t('Open Pricing Page'),
    run: open,
    alwaysShow: true
  };
  // Operations that only query a task are not in the price list.
  if (entry.operation.startsWith('GET ') && (entry.price ?? []).length === 0) return [page];
  return [
    ...(entry.price ?? []).map((row): Item => {
      const when = conditionsText(entry, row.when);
      return { label: rateText(row), description: when, ...(row.note === undefined ? {} : { detail: row.note }) };
    }),
    ...((entry.price ?? []).length === 0 ? [{ label: vscode.l10n.t('Price unknown') }] : []),
    ...(stated === undefined
      ? [
          { label: listTitle(readAt), kind: vscode.QuickPickItemKind.Separator },
          { label: verdictText(live), alwaysShow: true },
          ...(live?.lines ?? []).map(label => ({ label }))
        ]
      : [
          { label: statedTitle(stated.readAt), kind: vscode.QuickPickItemKind.Separator },
          ...stated.text.split('\n').map(label => ({ label, alwaysShow: true }))
        ]),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    page
  ];
}

const statedTitle = (readAt: number): string => vscode.l10n.t("KIE's own words, read on {0}:", dateText(readAt));

const listTitle = (readAt: number | undefined): string =>
  readAt === undefined ? vscode.l10n.t("KIE's price list") : vscode.l10n.t("KIE's price list of {0}", dateText(readAt));

function verdictText(live: LiveView | undefined): string {
  switch (live?.verdict) {
    case undefined:
      return vscode.l10n.t("KIE's price list can't be read now. The prices above apply.");
    case 'none':
      return vscode.l10n.t("This model isn't in KIE's price list. The prices above apply.");
    case 'same':
      return vscode.l10n.t("Matches KIE's price list.");
    case 'changed':
      return vscode.l10n.t("KIE's price list has a new price, which applies here.");
    case 'doubtful':
      return vscode.l10n.t("KIE's price list differs; prices shown are approximate.");
  }
}
