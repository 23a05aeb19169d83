import * as l10n from '@vscode/l10n';
import { creditsOf, formatCredits } from '../../../shared/format/credits.ts';
import type { PriceRow } from '../../../shared/modelPrice.ts';

/** The rate of a price row: "8 credits per image". */
export function rateText(row: PriceRow): string {
  const each = creditsOf(row);
  if (each === undefined) return l10n.t('price unknown');
  const credits = formatCredits(each);
  if (row.unit === undefined || row.unit === 'unknown') return l10n.t('{0} (unit not documented)', credits);
  if (row.unit === '1000-chars') return l10n.t('{0} per 1,000 characters', credits);
  if (row.unit === 'second') return l10n.t('{0}/s', credits);
  return row.unit === 'request' ? l10n.t('{0} per run', credits) : l10n.t('{0} per {1}', credits, unitName(row));
}

function unitName(row: PriceRow): string {
  switch (row.unit) {
    case 'image':
      return l10n.t('image');
    case 'video':
      return l10n.t('video');
    case 'megapixel':
      return l10n.t('megapixel');
    case 'million-input-tokens':
      return l10n.t('million text tokens');
    case 'million-audio-output-tokens':
      return l10n.t('million audio tokens');
    default:
      return row.unit?.replaceAll('-', ' ') ?? l10n.t('run');
  }
}
