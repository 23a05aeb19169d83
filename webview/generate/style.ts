import { baseStyle } from '../styles/base.ts';
import { choiceStyle } from '../styles/choices.ts';
import { controlStyle } from '../styles/controls.ts';
import { fieldStyle } from '../styles/fields.ts';
import { mediaStyle } from '../styles/media.ts';
import { modelStyle } from '../styles/model.ts';
import { pickerStyle } from '../styles/picker.ts';
import { runBarStyle } from '../styles/runBar.ts';
import { toolStyle } from '../styles/tools.ts';

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
