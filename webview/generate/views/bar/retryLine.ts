import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { nextRetry, retryText } from '../../../../src/shared/format/retryText.ts';
import type { Retry } from '../../../../src/shared/format/retryText.ts';
import type { Snapshot } from '../../../../src/shared/protocol/snapshot.ts';
import '../../../components/clock.ts';

/** The time of the next automatic try, while KIE is unreachable or does not accept tasks. */
export function retryLine({ account, tasks }: Snapshot): TemplateResult | typeof nothing {
  const retry = nextRetry(
    account.retryAt,
    tasks.map(({ task }) => task)
  );
  if (retry === undefined) return nothing;
  const text = (): string => retryText(l10n, retry, Date.now());
  // Only the reason is announced: the countdown changes every second.
  return html`<p class="retry">
    <kie-clock aria-hidden="true" .since=${retry.at} .text=${text}></kie-clock>
    <span class="sr" role="status"> ${announcement(retry.reason)} </span>
  </p>`;
}

function announcement(reason: Retry['reason']): string {
  switch (reason) {
    case 'unreachable':
      return l10n.t('KIE is unreachable. Retrying automatically…');
    case 'maintenance':
      return l10n.t('KIE is under maintenance. Retrying automatically…');
    case 'rate':
      return l10n.t('Too many requests. Retrying automatically…');
    case 'other':
      return l10n.t('Retrying automatically…');
  }
}
