import type { TreeItem } from 'vscode';
import { foreignText } from '../../../../shared/foreignText.ts';

/** Several texts of a line. In code points. */
const MAX_SPOKEN = 1_000;

/** Treats the texts of a line as data: file and batch names and errors cannot reverse, hide or add anything. */
export function plainTexts<T extends Pick<TreeItem, 'label' | 'description' | 'accessibilityInformation'>>(item: T): T {
  if (typeof item.label === 'string') item.label = foreignText(item.label);
  if (typeof item.description === 'string') item.description = foreignText(item.description);
  const { accessibilityInformation: spoken } = item;
  if (spoken !== undefined) item.accessibilityInformation = { ...spoken, label: foreignText(spoken.label, MAX_SPOKEN) };
  return item;
}
