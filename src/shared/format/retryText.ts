import { RATE_LIMIT_CODES } from '../rateLimitCodes.ts';
import type { Task, TaskError } from '../task.ts';

/** `vscode.l10n` or `@vscode/l10n`, which must not load at activation. */
interface Translator {
  t(message: string, ...values: (string | number)[]): string;
}

/** Why something waits, and the time of its next automatic try in milliseconds since 1970. */
export interface Retry {
  readonly reason: 'unreachable' | 'maintenance' | 'rate' | 'other';
  readonly at: number;
}

const MAINTENANCE = '455';

/** Returns the next automatic try: of the connection, or of the first task to be sent again. A held task waits. */
export function nextRetry(connectionAt: number | undefined, tasks: readonly Task[]): Retry | undefined {
  const ofTasks = tasks.flatMap(({ state, error, hold }): readonly Retry[] =>
    state === 'preparing' && hold === undefined && error?.retryAt !== undefined
      ? [{ reason: reasonOf(error), at: error.retryAt }]
      : []
  );
  const all = connectionAt === undefined ? ofTasks : [{ reason: 'unreachable', at: connectionAt } as const, ...ofTasks];
  return all.toSorted((a, b) => a.at - b.at)[0];
}

function reasonOf({ code, remedy }: TaskError): Retry['reason'] {
  if (code === MAINTENANCE) return 'maintenance';
  if (RATE_LIMIT_CODES.includes(Number(code))) return 'rate';
  return remedy === 'check-network' ? 'unreachable' : 'other';
}

/** "KIE is unreachable. Retrying in 12 s.". `now` in milliseconds since 1970. */
export function retryText(l10n: Translator, { reason, at }: Retry, now: number): string {
  const seconds = Math.max(0, Math.ceil((at - now) / 1000));
  switch (reason) {
    case 'unreachable':
      return l10n.t('KIE is unreachable. Retrying in {0} s.', seconds);
    case 'maintenance':
      return l10n.t('KIE is under maintenance. Retrying in {0} s.', seconds);
    case 'rate':
      return l10n.t('Too many requests. Retrying in {0} s.', seconds);
    case 'other':
      return l10n.t('Retrying in {0} s.', seconds);
  }
}
