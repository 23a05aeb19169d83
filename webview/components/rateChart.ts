import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';

const WIDTH = 72;
const HEIGHT = 20;
/** The most bars that are still visible one by one; more samples share a bar. */
const MAX_BARS = 24;

/** A small bar chart of rates in percent, oldest first. Parts without a rate stay empty. */
export function rateChart(rates: readonly (number | null)[], label: string): TemplateResult {
  const bars = barsOf(rates);
  const width = WIDTH / bars.length;
  return html`<svg class="rate-chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label} focusable="false">
    ${bars.map((rate, index) => {
      if (rate === null) return svg``;
      const height = Math.max(1, (rate / 100) * HEIGHT);
      return svg`<rect
        class=${rate < 60 ? 'low' : rate < 95 ? 'middle' : 'high'}
        x=${index * width + 0.3} y=${HEIGHT - height} width=${Math.max(0.5, width - 0.6)} height=${height} />`;
    })}
  </svg>`;
}

/** The rates as at most {@link MAX_BARS} averages. */
export function barsOf(rates: readonly (number | null)[]): readonly (number | null)[] {
  const share = Math.max(1, Math.ceil(rates.length / MAX_BARS));
  const bars: (number | null)[] = [];
  // From the end, so that the newest bar is complete.
  for (let end = rates.length; end > 0; end -= share) {
    const known = rates.slice(Math.max(0, end - share), end).filter(rate => rate !== null);
    bars.unshift(known.length === 0 ? null : known.reduce((sum, rate) => sum + rate, 0) / known.length);
  }
  return bars;
}
