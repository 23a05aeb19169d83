import * as l10n from '@vscode/l10n';
import type { Price } from '../../../../src/shared/form.ts';
import { creditsText } from './words.ts';
import { numberText } from '../../../../src/shared/format/numberText.ts';

type OptionPrice = Pick<Price, 'kind' | 'credits'>;

/** "24", "≤ 24" for a bound, "≈ 24" for an approximate price: the credits of a run with an option. */
export function shortPrice({ kind, credits = 0 }: OptionPrice): string {
  const figure = numberText(credits);
  if (kind === 'upTo') return `≤\u00a0${figure}`;
  return kind === 'about' ? `≈\u00a0${figure}` : figure;
}

/** The same as a sentence part: "up to 24 credits". */
export function priceNote({ kind, credits = 0 }: OptionPrice): string {
  const text = creditsText(credits);
  if (kind === 'upTo') return l10n.t('up to {0}', text);
  return kind === 'about' ? l10n.t('about {0}', text) : text;
}
