import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { segmented } from './choice.ts';
import type { Choice, ChoiceOptions } from './choice.ts';
import { ratioOf } from './ratio.ts';

/** The longest side of the frame within the 24 by 24 drawing. */
const SIDE = 18;

/** Aspect ratios, drawn as frames. */
export const ratioChoice = (
  choices: readonly Choice[],
  chosen: string | undefined,
  onChoose: (key: string) => void,
  options: ChoiceOptions
): TemplateResult => segmented(choices, chosen, onChoose, { ...options, draw: frame });

function frame(key: string): TemplateResult {
  const ratio = ratioOf(key);
  const [width, height] = ratio ?? [1, 1];
  const scale = SIDE / Math.max(width, height);
  const w = Math.max(2, width * scale);
  const h = Math.max(2, height * scale);
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
    ${svg`<rect x=${12 - w / 2} y=${12 - h / 2} width=${w} height=${h} rx="1" stroke-dasharray=${ratio === undefined ? '2 2' : nothing} />`}
  </svg>`;
}
