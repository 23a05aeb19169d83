import { css } from 'lit';

/** The system replaces colors and removes shadows: selected items get the colors of a selection. */
export const forcedColorStyle = css`
  @media (forced-colors: active) {
    .link,
    .more-siblings {
      text-decoration: underline;
    }
    /* The system keeps the color of images, which may be that of the background here. */
    .icon {
      color: inherit !important;
    }
    .toggle,
    .panel-tab,
    .picker-option {
      border-color: Canvas;
    }
    .segment:has(:checked),
    .chip[aria-pressed='true'],
    .toggle[aria-pressed='true'],
    .picker-option[aria-selected='true'],
    .sibling[aria-current],
    .panel-tab[aria-expanded='true'] {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      box-shadow: none;
      color: HighlightText;
    }
    .picker-option[aria-selected='true'] *,
    .sibling[aria-current] * {
      color: inherit !important;
    }
    .segment:has(:focus-visible) {
      outline-width: 2px;
      outline-color: CanvasText;
    }
  }
`;
