import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Draft, Evaluation, Price } from '../../../shared/form.ts';
import type { Ask } from '../../common/confirm.ts';
import { numberSetting } from '../../common/settings.ts';
import { creditsText, priceText } from '../../common/text/format.ts';
import { requestDetails } from './requestDetails.ts';
import type { DailyLimit, OverLimit } from '../../../core/tasks/dailyLimit.ts';
import type { Intent } from '../../../core/tasks/types.ts';

/** The services that protect the user's credits. */
export interface Guard {
  readonly ask: Ask;
  readonly dailyLimit: DailyLimit;
}

type Spending = Pick<Engine['account'], 'spentToday'>;

/** The part of the daily limit that a purchase uses. */
interface Cost {
  /** The maximum credits, as far as known. */
  readonly credits: number;
  /** Whether it costs an unknown number of credits in addition. These count once KIE reports them. */
  readonly hasUnknown: boolean;
}

/** Returns the part of the daily limit that a purchase at this price uses. */
export const limitCostOf = ({ kind, credits }: Price): Cost =>
  kind === 'unknown' || credits === undefined ? { credits: 0, hasUnknown: true } : { credits, hasUnknown: false };

/** The sum of several purchases. Known prices count even if others are unknown. */
export const totalCost = (prices: readonly Price[]): Cost =>
  prices
    .map(limitCostOf)
    .reduce((sum, cost) => ({ credits: sum.credits + cost.credits, hasUnknown: sum.hasUnknown || cost.hasUnknown }), {
      credits: 0,
      hasUnknown: false
    });

/** A confirmation before credits are spent. */
export interface Purchase extends Cost {
  readonly question: string;
  /** The purchase, one line each; see `requestDetails`. */
  readonly request: readonly (string | undefined)[];
  /** A sentence on when credits are charged. */
  readonly charged: string;
  /** Sentences on everything else that the user should know, one per line. Makes the question a warning. */
  readonly notes?: readonly (string | undefined)[];
  /** The button of a purchase within the daily limit. */
  readonly action: string;
  /** Whether the question itself is a warning. */
  readonly isWarning?: boolean;
}

/** Whether a purchase needs a question because of the daily limit. */
export const isOverLimit = ({ dailyLimit }: Pick<Guard, 'dailyLimit'>, account: Spending, cost: Cost): boolean =>
  dailyLimit.over(account.spentToday(), cost.credits, cost.hasUnknown) !== undefined;

/**
 * Asks to confirm a purchase. Above the daily limit, the question mentions the limit and the button raises it for
 * today. Within it, the question mentions that an unknown price may exceed it. Resolves to true when the user agreed.
 */
export async function confirmPurchase(
  { ask, dailyLimit }: Guard,
  account: Spending,
  purchase: Purchase
): Promise<boolean> {
  const spent = account.spentToday();
  const over = dailyLimit.over(spent, purchase.credits, purchase.hasUnknown);
  const limitText = over === undefined ? unknownText(dailyLimit.today, spent, purchase) : overText(over);
  const { request, charged, notes = [] } = purchase;
  const details = [...request, charged, limitText, ...notes].filter(line => line !== undefined && line !== '');
  const action = over === undefined ? purchase.action : vscode.l10n.t('Raise Limit for Today and Run');
  const agreed = await ask.confirm(purchase.question, details.join('\n'), action, severityOf(purchase, limitText));
  if (agreed && over !== undefined) await dailyLimit.raise(over.raiseTo);
  return agreed;
}

/** Returns 'warning' if the question has more than the request, a known price, and when it is charged. */
function severityOf(
  { notes = [], hasUnknown, isWarning = false }: Purchase,
  limitText: string | undefined
): 'information' | 'warning' {
  const hasNotes = notes.some(line => line !== undefined && line !== '');
  return isWarning || hasUnknown || limitText !== undefined || hasNotes ? 'warning' : 'information';
}

function unknownText(limit: number | undefined, spent: number, { hasUnknown }: Cost): string | undefined {
  if (limit === undefined || !hasUnknown) return undefined;
  return vscode.l10n.t(
    'The price is unknown, so this may exceed your daily limit of {0} ({1} used or reserved today). It counts once KIE reports the price.',
    creditsText(limit),
    creditsText(spent)
  );
}

function overText(over: OverLimit): string {
  return vscode.l10n.t(
    'This would exceed your daily limit of {0} ({1} used or reserved today). You can raise the limit to {2} for today.',
    creditsText(over.limit),
    creditsText(over.spent),
    creditsText(over.raiseTo)
  );
}

/** The reason to ask about a run even below every limit. */
export interface Reason {
  /** A sentence for the user. */
  readonly why?: string;
}

/** A run whose price may need a confirmation. */
export interface PricedRun extends Pick<Purchase, 'request'> {
  readonly modelName: string;
  readonly price: Price;
  /** Warnings to show before the run, see `Evaluation`. */
  readonly warnings?: readonly string[] | undefined;
}

/**
 * Resolves to true when the price and the total of the day need no confirmation, or when the user agreed. Asks at most
 * once. With a `reason` or warnings, asks even below every limit.
 */
export async function confirmPrice(
  guard: Guard,
  account: Spending,
  { modelName, price, request, warnings = [] }: PricedRun,
  reason?: Reason
): Promise<boolean> {
  const cost = limitCostOf(price);
  const known = !cost.hasUnknown;
  const over = isOverLimit(guard, account, cost);
  // An approximate price may turn out higher, so no limit covers it.
  const isCovered = known && price.kind !== 'about' && cost.credits <= numberSetting('kie.confirmAboveCredits');
  if (reason === undefined && warnings.length === 0 && !over && isCovered) return true;
  const question = known
    ? vscode.l10n.t('Run {0} for {1}?', modelName, priceText(price))
    : vscode.l10n.t('Run {0}? Price unknown.', modelName);
  return confirmPurchase(guard, account, {
    ...cost,
    question,
    request,
    charged: chargedText(),
    notes: [...warnings, reason?.why],
    action: vscode.l10n.t('Run')
  });
}

/**
 * Asks about runs of other extensions only when they exceed the daily limit, as docs/api.md promises. An unknown price
 * exceeds it once the limit is reached. Resolves to undefined when the user declined. `agreed` is the price in the
 * question. Without a question it is absent: a task whose price rises before its start is then not held.
 */
export async function confirmDailyLimit(
  guard: Guard,
  engine: Engine,
  model: string,
  input: Draft
): Promise<Pick<Intent, 'agreed'> | undefined> {
  if (guard.dailyLimit.today === undefined) return {};
  const { price, issues, lengths, warnings = [] } = await engine.drafts.evaluate(model, input);
  // An invalid request costs nothing: the engine rejects it with its own message.
  if (issues.length > 0) return {};
  const cost = limitCostOf(price);
  if (!isOverLimit(guard, engine.account, cost)) return {};
  const entry = engine.models.entry(model);
  const name = entry?.name ?? model;
  const question = vscode.l10n.t('An extension wants to run {0} ({1}). Run it?', name, priceText(price));
  const isConfirmed = await confirmPurchase(guard, engine.account, {
    ...cost,
    question,
    request: requestDetails(price, [{ entry, input, lengths }]),
    charged: chargedText(),
    notes: warnings,
    action: vscode.l10n.t('Run')
  });
  return isConfirmed ? { agreed: price } : undefined;
}

/** The warnings of several runs, each once. */
export const warningsOf = (runs: readonly Pick<Evaluation, 'warnings'>[]): readonly string[] => [
  ...new Set(runs.flatMap(({ warnings = [] }) => warnings))
];

/** Returns a sentence on when KIE charges the credits of `count` tasks. */
export const chargedText = (count = 1): string =>
  count === 1
    ? vscode.l10n.t('Credits are charged when KIE accepts the task.')
    : vscode.l10n.t('Credits are charged for each task when KIE accepts it.');
