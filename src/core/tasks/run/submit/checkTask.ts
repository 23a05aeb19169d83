import * as l10n from '@vscode/l10n';
import { joinSentences } from '../../../../shared/format/listFormat.ts';
import type { Price } from '../../../../shared/form.ts';
import { formatCredits } from '../../../../shared/format/credits.ts';
import type { Task, TaskHold } from '../../../../shared/task.ts';
import { InvalidRequestError } from '../../../http/errors/errors.ts';
import type { TaskContext } from '../taskContext.ts';

/** A task that passed validation. */
interface CheckedTask {
  /** Validated `input`, with media values as entered by the user. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Price in credits, if known exactly. */
  readonly exactPrice?: number;
  /** Set when the user must approve the price first. */
  readonly hold?: TaskHold;
}

/**
 * Validates and prices a task again with its current files, model and prices, since it may have waited for hours. A
 * lower price replaces the estimate; the user must approve a higher price, and one that became approximate.
 * @throws InvalidRequestError when the input is no longer valid
 */
export async function checkTask(ctx: TaskContext, task: Task): Promise<CheckedTask> {
  const { input, issues, price } = await ctx.evaluate(task.model, task.input);
  if (input === undefined) {
    const message = joinSentences(issues.map(issue => issue.message)) || l10n.t('The request is not valid.');
    throw new InvalidRequestError(message, { remedy: 'fix-input', accepted: 'no' });
  }
  const exact = price.kind === 'exact';
  const credits = creditsOf(price);
  const exactPrice = exact && credits !== undefined ? { exactPrice: credits } : {};
  if (task.estimate === undefined) return { input, ...exactPrice };
  const isNowAbout = price.kind === 'about' && task.estimateKind !== undefined && task.estimateKind !== 'about';
  if (credits === undefined || credits > task.estimate || isNowAbout) {
    const hold = {
      kind: 'price',
      message: sentence(task.estimate, price),
      price: { ...(credits === undefined || price.kind === 'unknown' ? {} : { credits, kind: price.kind }), exact }
    } as const;
    return { input, hold };
  }
  if (price.kind !== 'unknown' && (credits < task.estimate || price.kind !== task.estimateKind))
    ctx.ledger.tasks.update(task.localId, ['preparing'], { estimate: credits, exact, estimateKind: price.kind });
  return { input, ...exactPrice };
}

const creditsOf = ({ kind, credits }: Price): number | undefined => (kind === 'unknown' ? undefined : credits);

function sentence(agreed: number, price: Price): string {
  const credits = creditsOf(price);
  const before = formatCredits(agreed);
  if (credits === undefined) {
    return l10n.t('The price of this task is now unknown. It was {0} when you started it.', before);
  }
  const now = formatCredits(credits);
  switch (price.kind) {
    case 'exact':
      return l10n.t('This task now costs {0}. It was {1} when you started it.', now, before);
    case 'about':
      return l10n.t('This task now costs about {0}. It was {1} when you started it.', now, before);
    default:
      return l10n.t('This task now costs up to {0}. It was {1} when you started it.', now, before);
  }
}
