import { baseStyle } from './base.ts';
import { choiceStyle } from './choices.ts';
import { controlStyle } from './controls.ts';
import { fieldStyle } from './fields.ts';
import { mediaStyle } from './media.ts';
import { modelStyle } from './model.ts';
import { pickerStyle } from './picker.ts';
import { runBarStyle } from './runBar.ts';
import { toolStyle } from './tools.ts';

/** The page's look, in VS Code's colours only. Lines and outlines come from the contrast borders where a theme has them. */
export const pageStyles: readonly CSSStyleSheet[] = [
  baseStyle,
  fieldStyle,
  controlStyle,
  choiceStyle,
  pickerStyle,
  mediaStyle,
  modelStyle,
  runBarStyle,
  toolStyle
].flatMap(style => style.styleSheet ?? []);
