import { svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { html } from 'lit';

const shapes = {
  add: svg`<path d="M8 3v10M3 8h10" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  up: svg`<path d="M8 13V3M4 7l4-4 4 4" />`,
  down: svg`<path d="M8 3v10M4 9l4 4 4-4" />`,
  chevron: svg`<path d="m4 6 4 4 4-4" />`,
  reset: svg`<path d="M4 3v4h4M4 7a5 5 0 1 1 .5 4" />`,
  image: svg`<path d="M2 3h12v10H2zM2 11l4-4 3 3 2-2 3 3" />`,
  video: svg`<path d="M2 4h9v8H2zM11 7l3-2v6l-3-2" />`,
  audio: svg`<path d="M2 6h3l3-3v10l-3-3H2zM11 6a3 3 0 0 1 0 4M12.5 4a6 6 0 0 1 0 8" />`,
  warning: svg`<path d="M8 2 1.5 13.5h13zM8 6.5v3.5M8 11.5v.5" />`
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** A drawing of 16 by 16 in the colour of the text around it. Says nothing to a screen reader. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    ${shapes[name]}
  </svg>`;
