import * as l10n from '@vscode/l10n';
import type { HealthWord, ModelHealth } from '../../../../src/shared/live/modelHealth.ts';

/** The word for the success rate of the last hour. */
export function healthText(word: HealthWord): string {
  switch (word) {
    case 'good':
      return l10n.t('Working');
    case 'degraded':
      return l10n.t('Degraded');
    case 'unstable':
      return l10n.t('Unstable');
    case 'failing':
      return l10n.t('Often failing');
  }
}

/** How often runs failed in the last hour, as KIE reports it. */
export const failuresText = ({ failed }: Pick<ModelHealth, 'failed'>): string =>
  l10n.t('KIE reports that {0} % of runs failed in the last hour.', failed);

/** The accessible name of the chart of success rates. */
export const ratesLabel = (): string => l10n.t('Success rate of the last 24 hours');
