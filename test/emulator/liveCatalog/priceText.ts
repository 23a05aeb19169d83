/** Writes the prices of an entry in prose, as KIE does. */
import type { PriceRow } from '../../../src/shared/modelPrice.ts';
import type { TableEntry } from '../catalogData.ts';

const UNITS: Readonly<Record<string, string>> = {
  second: 'Each second of video',
  image: 'Each image',
  'input-image': 'Each input image'
};

export function priceTextOf({ price = [] }: TableEntry): string {
  return price.map(sentence).join(' ');
}

function sentence({ when = {}, credits, usd, unit, until }: PriceRow): string {
  const figures = typeof credits === 'number' ? credits : (usd ?? 0) * 200;
  const dollars = (figures * 0.005).toFixed(4).replace(/0{1,2}$/, '');
  const conditions = Object.entries(when).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const at = conditions.length === 0 ? '' : ` at ${conditions.join(' and ').replaceAll('"', '')}`;
  const end = until === undefined ? '' : ` until ${until}`;
  const subject = UNITS[unit ?? ''] ?? (unit === undefined ? 'Each run' : `Each ${unit}`);
  return `${subject}${at} costs ${String(figures)} credits ($${dollars})${end}.`;
}
