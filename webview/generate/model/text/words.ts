/** Formats data as text. */
import * as l10n from '@vscode/l10n';
import { plural } from '../../../../src/shared/format/plural.ts';
import { numberText } from '../../../../src/shared/format/numberText.ts';
import { sizeText } from '../../../../src/shared/format/sizeText.ts';
import type { MediaFacts, ModelSummary, Price } from '../../../../src/shared/form.ts';
import { formatUsd, roundedCredits, USD_PER_CREDIT } from '../../../../src/shared/format/credits.ts';
import type { MediaKind } from '../../../../src/shared/model.ts';

export function kindLabel(kind: MediaKind): string {
  switch (kind) {
    case 'image':
      return l10n.t('Image');
    case 'video':
      return l10n.t('Video');
    case 'audio':
      return l10n.t('Audio');
  }
}

export const creditsText = (credits: number): string =>
  plural(l10n.t('{0, plural, one {# credit} other {# credits}}'), roundedCredits(credits));

/** "24 credits ($0.12)", "up to 24 credits ($0.12)"; empty when the price is unknown or free. */
function totalText({ kind, credits }: Price): string {
  if (kind === 'unknown' || credits === undefined || credits === 0) return '';
  const total = l10n.t('{0} ({1})', creditsText(credits), formatUsd(credits * USD_PER_CREDIT));
  if (kind === 'upTo') return l10n.t('up to {0}', total);
  return kind === 'about' ? l10n.t('about {0}', total) : total;
}

/** The parts of a price and its total in both currencies. */
export function priceLines(price: Price | undefined): readonly string[] {
  if (price === undefined) return [];
  const total = totalText(price);
  return total === '' ? price.parts : [...price.parts, l10n.t('Total: {0}', total)];
}

/** The label of the Run button. `count`: the number of runs that the price is for. */
export function runText(price: Price | undefined, count = 1): string {
  const run = count === 1 ? l10n.t('Run') : l10n.t('Run {0}', count);
  if (price === undefined) return run;
  if (price.kind === 'unknown' || price.credits === undefined) {
    return price.rate === undefined ? l10n.t('{0} · price unknown', run) : l10n.t('{0} · {1}', run, price.rate);
  }
  if (price.kind === 'exact' && price.credits === 0) return l10n.t('{0} · free', run);
  const total = totalText(price);
  return total === '' ? run : l10n.t('{0} · {1}', run, total);
}

/**
 * "from 8 credits", with the unit unless it is a whole result; empty when the price is unknown. Whole phrases, because
 * in some languages the word after "from" has another ending.
 */
export function fromText(from: ModelSummary['from']): string {
  if (from === undefined) return '';
  const credits = roundedCredits(from.credits);
  switch (from.unit) {
    case undefined:
    case 'image':
    case 'video':
    case 'request':
      return plural(l10n.t('{0, plural, one {from # credit} other {from # credits}}'), credits);
    case 'second':
      return plural(l10n.t('{0, plural, one {from # credit/s} other {from # credits/s}}'), credits);
    case 'megapixel':
      return plural(l10n.t('{0, plural, one {from # credit/MP} other {from # credits/MP}}'), credits);
    case '1000-chars':
      return plural(
        l10n.t('{0, plural, one {from # credit/1,000 characters} other {from # credits/1,000 characters}}'),
        credits
      );
    default:
      return '';
  }
}

/** "1:05" or "1:02:03". */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours === 0 ? `${minutes}:${two(whole % 60)}` : `${hours}:${two(minutes)}:${two(whole % 60)}`;
}

export function factsText(facts: MediaFacts | undefined): string {
  if (facts === undefined) return '';
  const parts: string[] = [];
  if (facts.width !== undefined && facts.height !== undefined) parts.push(`${facts.width} × ${facts.height}`);
  if (facts.seconds !== undefined) parts.push(l10n.t('{0} s', numberText(facts.seconds)));
  else if (facts.secondsAtMost !== undefined) parts.push(l10n.t('up to {0} s', numberText(facts.secondsAtMost)));
  if (facts.bytes !== undefined) parts.push(sizeText(facts.bytes));
  // Non-breaking spaces inside a fact.
  return parts.map(part => part.replaceAll(' ', '\u00a0')).join(' · ');
}
