import * as vscode from 'vscode';
import { plural } from '../../../../shared/format/plural.ts';
import { formatList } from '../../../../shared/format/listFormat.ts';
import { numberText } from '../../../../shared/format/numberText.ts';
import type { GroupNode } from './grouping.ts';
import { lineId } from './treeDiff.ts';

/** Creates the tree item of a group: running tasks or the tasks of one day. */
export function groupItem(node: GroupNode): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(node.label, node.expanded ? Expanded : Collapsed);
  item.id = lineId(node);
  item.description = numberText(node.lines.length);
  item.accessibilityInformation = { label: formatList([node.label, itemsText(node.lines.length)]) };
  item.contextValue = 'group';
  return item;
}

/** Counts a batch as one item. */
const itemsText = (count: number): string => plural(vscode.l10n.t('{0, plural, one {# item} other {# items}}'), count);

/** Creates the last item of a truncated list. `more` is the number of hidden items. */
export function moreItem(list: string, more: number): vscode.TreeItem {
  const title = vscode.l10n.t('Show More');
  const item = new vscode.TreeItem(title);
  item.id = `more:${list}`;
  item.description = numberText(more);
  item.accessibilityInformation = { label: formatList([title, itemsText(more)]) };
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'rest';
  item.command = { command: 'kie.task.showMore', title, arguments: [list] };
  return item;
}
