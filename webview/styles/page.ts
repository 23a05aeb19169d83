import { baseStyle } from './base.ts';
import { choiceStyle } from './choices.ts';
import { controlStyle } from './controls.ts';
import { fieldStyle } from './fields.ts';
import { forcedColorStyle } from './forcedColors.ts';
import { mediaStyle } from './media.ts';
import { modelStyle } from './model.ts';
import { pickerStyle } from './picker.ts';
import { runBarStyle } from './runBar.ts';
import { segmentStyle } from './segments.ts';
import { statusLineStyle } from './statusLines.ts';
import { toolStyle } from './tools.ts';

/** The styles of the page, in VS Code's theme colors only. Themes with contrast borders get lines and outlines. */
export const pageStyles: readonly CSSStyleSheet[] = [
  baseStyle,
  fieldStyle,
  controlStyle,
  segmentStyle,
  choiceStyle,
  pickerStyle,
  mediaStyle,
  modelStyle,
  runBarStyle,
  statusLineStyle,
  toolStyle,
  forcedColorStyle
].flatMap(style => style.styleSheet ?? []);
