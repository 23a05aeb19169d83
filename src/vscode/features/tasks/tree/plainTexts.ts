import type { TreeItem } from 'vscode';
import { foreignText } from '../../../../shared/foreignText.ts';

/** Treats the texts of a line as data: file and batch names and errors cannot reverse, hide or add anything. */
export function plainTexts<T extends Pick<TreeItem, 'label' | 'description'>>(item: T): T {
  if (typeof item.label === 'string') item.label = foreignText(item.label);
  if (typeof item.description === 'string') item.description = foreignText(item.description);
  return item;
}
