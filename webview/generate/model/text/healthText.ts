import * as l10n from '@vscode/l10n';
import type { HealthWord } from '../../../../src/shared/live/modelHealth.ts';

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
