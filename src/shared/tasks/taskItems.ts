/** Items of the Tasks view that are dragged into the form. VS Code passes only their IDs to a webview. */

/** The type of the data. Source: vs/workbench/browser/parts/views/treeView.ts. */
export const TASK_ITEMS_TYPE = 'application/vnd.code.tree.kie.tasks';

const SCHEME = 'kie-task:';
/** VS Code puts it before the ID of an item. Source: vs/workbench/api/common/extHostTreeViews.ts. */
const HANDLE_PREFIX = '1/';

/** Returns the dragged items as URIs; none for other data. */
export function taskItemUris(data: string): readonly string[] {
  try {
    const { itemHandles } = JSON.parse(data) as { readonly itemHandles?: unknown };
    if (!Array.isArray(itemHandles)) return [];
    return itemHandles
      .filter(handle => typeof handle === 'string' && handle.startsWith(HANDLE_PREFIX))
      .map((handle: string) => SCHEME + encodeURIComponent(handle.slice(HANDLE_PREFIX.length)));
  } catch {
    // Dragged from elsewhere.
    return [];
  }
}

/** Whether an address is that of a dragged item, which only the extension can read. */
export const isTaskItemUri = (uri: string): boolean => uri.slice(0, SCHEME.length).toLowerCase() === SCHEME;

/** Returns the ID of the item of a URI: of a task, a result (`task#index`) or a batch (`batch:…`). */
export function taskItemId(uri: string): string | undefined {
  if (!isTaskItemUri(uri)) return undefined;
  try {
    return decodeURIComponent(uri.slice(SCHEME.length));
  } catch {
    return undefined;
  }
}
