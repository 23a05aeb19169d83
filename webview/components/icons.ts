import { svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { html } from 'lit';

const shapes = {
  add: svg`<path d="M8 3v10M3 8h10" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  up: svg`<path d="M8 13V3M4 7l4-4 4 4" />`,
  down: svg`<path d="M8 3v10M4 9l4 4 4-4" />`,
  play: svg`<path d="M4.5 2.5v11l8.5-5.5z" />`,
  stop: svg`<path d="M4 4h8v8H4z" />`,
  chevron: svg`<path d="m4 6 4 4 4-4" />`,
  chevronRight: svg`<path d="m6 4 4 4-4 4" />`,
  reset: svg`<path d="M4 3v4h4M4 7a5 5 0 1 1 .5 4" />`,
  image: svg`<path d="M2 3h12v10H2zM2 11l4-4 3 3 2-2 3 3" />`,
  video: svg`<path d="M2 4h9v8H2zM11 7l3-2v6l-3-2" />`,
  audio: svg`<path d="M2 6h3l3-3v10l-3-3H2zM11 6a3 3 0 0 1 0 4M12.5 4a6 6 0 0 1 0 8" />`,
  text: svg`<path d="M3 2h7l3 3v9H3zM10 2v3h3M5.5 8h5M5.5 11h5" />`,
  json: svg`<path d="M6 2.5C4 2.5 4.5 5 4.5 6S4 8 2.5 8C4 8 4.5 9 4.5 10S4 13.5 6 13.5M10 2.5c2 0 1.5 2.5 1.5 3.5s.5 2 2 2c-1.5 0-2 1-2 2s.5 3.5-1.5 3.5" />`,
  clock: svg`<path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.5V8l2.5 1.5" />`,
  star: svg`<path d="m8 1.8 1.9 4 4.3.5-3.2 3 .9 4.3L8 11.5l-3.9 2.1.9-4.3-3.2-3 4.3-.5z" />`,
  dice: svg`<path d="M3 3h10v10H3zM5.5 5.5v.1M10.5 5.5v.1M8 8v.1M5.5 10.5v.1M10.5 10.5v.1" />`,
  pin: svg`<path d="M5 2h6l-1 5 2 2H4l2-2zM8 9v5" />`,
  replace: svg`<path d="M3 6h9L9.5 3.5M13 10H4l2.5 2.5" />`,
  editor: svg`<path d="M2 3h12v10H2zM2 6h12M5 9h5" />`,
  history: svg`<path d="M3 3v3h3M3.3 6A5.5 5.5 0 1 1 2.6 9.5M8 5v3.5l2 1.5" />`,
  brush: svg`<path d="M13.5 2.5 7 9M6.5 8.5l1 1c.5 2-1 4-5 4 1.5-1 .5-2 1.5-4 .8-1 1.8-1.2 2.5-1z" />`,
  eraser: svg`<path d="m8 13 6-6-4-4-8 8 2 2zM5 8l4 4M8 13h6" />`,
  boxes: svg`<path d="M2 2h7v7H2zM7 9v5h7V6H9" />`,
  error: svg`<path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" />`,
  warning: svg`<path d="M8 2 1.5 13.5h13zM8 6.5v3.5M8 11.5v.5" />`,
  zoomIn: svg`<path d="M6.5 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10 10l4 4M6.5 4.5v4M4.5 6.5h4" />`,
  zoomOut: svg`<path d="M6.5 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10 10l4 4M4.5 6.5h4" />`,
  fit: svg`<path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />`,
  actualSize: svg`<path d="M2 3h12v10H2zM5 6v4M11 6v4M8 6.6v.1M8 9.4v.1" />`,
  copy: svg`<path d="M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1" />`,
  trash: svg`<path d="M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.5 6.5v4.5M9.5 6.5v4.5" />`,
  folder: svg`<path d="M1.5 3h4.5l1.5 2h7v8h-13z" />`,
  insert: svg`<path d="M6 2.5h4M6 13.5h4M8 2.5v11M2.5 6v4M13.5 6v4" />`,
  open: svg`<path d="M9 2h5v5M14 2 8 8M6 3H2.5v10.5H13V10" />`,
  unpin: svg`<path d="M5 2h6l-1 5 2 2H4l2-2zM8 9v5M2 2l12 12" />`,
  undo: svg`<path d="M5 3 2.5 5.5 5 8M2.5 5.5H10a3.5 3.5 0 0 1 0 7H6" />`,
  redo: svg`<path d="m11 3 2.5 2.5L11 8M13.5 5.5H6a3.5 3.5 0 0 0 0 7h4" />`
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** A 16 by 16 icon in the current text color, hidden from screen readers. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    ${shapes[name]}
  </svg>`;
