import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Draft, Price } from '../../../shared/form.ts';
import { Settings } from '../../contributions.ts';
import type { Ask } from '../../common/confirm.ts';
import { numberSetting } from '../../common/settings.ts';
import { creditsText, priceText } from '../../common/format.ts';

/** Why these credits would pass the ceiling of the day; undefined when they do not, or there is none. */
export function overTheDay(engine: Pick<Engine, 'spentToday'>, credits: number): string | undefined {
  const limit = numberSetting(Settings.dailyCreditLimit);
  if (limit === 0) return undefined;
  const spent = engine.spentToday();
  if (spent + credits <= limit) return undefined;
  return vscode.l10n.t(
    'This passes your limit of {0} a day: {1} are spent or promised today.',
    creditsText(limit),
    creditsText(spent)
  );
}

/**
 * True when nothing need be asked about this price and the day's sum, or the person agreed. One question at most;
 * `always` asks it below every limit too.
 */
export async function agreeToPrice(
  ask: Ask,
  engine: Pick<Engine, 'spentToday'>,
  modelName: string,
  price: Price,
  always = false
): Promise<boolean> {
  const over = overTheDay(engine, price.credits ?? 0);
  const known = price.kind !== 'unknown' && price.credits !== undefined;
  // An approximate price may turn out higher, so no limit covers it.
  const isCovered = known && price.kind !== 'about' && price.credits <= numberSetting(Settings.confirmAboveCredits);
  if (!always && over === undefined && isCovered) return true;
  const question = known
    ? vscode.l10n.t('Run {0} for {1}?', modelName, priceText(price))
    : vscode.l10n.t('Run {0}? Its price is not known.', modelName);
  return ask.confirm(question, detail(over), vscode.l10n.t('Run'));
}

/** What a program runs is asked about only when it would pass the ceiling of the day. */
export async function agreeToDay(ask: Ask, engine: Engine, model: string, input: Draft): Promise<boolean> {
  if (numberSetting(Settings.dailyCreditLimit) === 0) return true;
  const { price, issues } = await engine.evaluate(model, input);
  // What is not valid costs nothing: the engine refuses it with its own words.
  if (issues.length > 0) return true;
  const over = overTheDay(engine, price.credits ?? 0);
  if (over === undefined) return true;
  const name = engine.entry(model)?.name ?? model;
  const question = vscode.l10n.t('A program wants to run {0} ({1}). Run it?', name, priceText(price));
  return ask.confirm(question, detail(over), vscode.l10n.t('Run'));
}

/** What stands below a question about a price. */
export function detail(...sentences: readonly (string | undefined)[]): string {
  return [vscode.l10n.t('KIE takes the credits when it accepts the task.'), ...sentences]
    .filter(sentence => sentence !== undefined && sentence !== '')
    .join('\n');
}
