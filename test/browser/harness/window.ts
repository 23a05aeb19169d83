// User actions in one workbench window. They wait for visible effects, never for a fixed delay.
import type { Frame, Locator, Page } from 'playwright-core';
import { menus } from './menus.ts';
import type { Menus } from './menus.ts';
import { notificationActions } from './notifications.ts';
import type { NotificationActions } from './notifications.ts';
import { quickInput } from './quickInput.ts';
import type { QuickInput } from './quickInput.ts';
import { actUntilVisible } from './waiting.ts';
import { webviewFrame } from './webviews.ts';

export interface WorkbenchWindow extends Menus, NotificationActions, QuickInput {
  readonly page: Page;
  /** Returns the document of the visible webview that contains `probe` (a selector). */
  webviewFrame(probe: string): Promise<Frame>;
  /** Shows a view container of the activity bar by its label, or keeps it open. Resolves to the side bar. */
  openContainer(label: string): Promise<Locator>;
  /** Returns a row of the explorer by file name; shows the explorer first. */
  explorerRow(name: string): Promise<Locator>;
  /** A row of a tree view by (part of) its text, within `within` (such as the result of openContainer). */
  treeRow(within: Locator, text: string): Locator;
}

export function workbenchWindow(page: Page): WorkbenchWindow {
  async function openContainer(label: string): Promise<Locator> {
    const side = page.locator('.part.sidebar');
    const title = side.locator('.composite.title', { hasText: new RegExp(label, 'i') });
    const action = page.locator('.activitybar .action-item', {
      has: page.locator(`.action-label[aria-label^="${label}"]`)
    });
    await action.first().waitFor();
    // Forced, because a badge may cover the icon. A repeated click does no harm (see workbench.ts).
    await actUntilVisible(title.first(), () =>
      action.locator('.action-label').first().click({ force: true, timeout: 5000 })
    );
    return side;
  }

  return {
    page,
    ...menus(page),
    ...notificationActions(page),
    ...quickInput(page),
    webviewFrame: probe => webviewFrame(page, probe),
    openContainer,
    async explorerRow(name) {
      await openContainer('Explorer');
      const explorer = page.locator('.explorer-folders-view');
      const labels = [`="${name}"`, `^="${name} "`, `^="${name},"`]; // text of decorations follows the name
      const row = explorer.locator(labels.map(label => `.monaco-list-row[aria-label${label}]`).join()).first();
      await row.waitFor();
      return row;
    },
    treeRow: (within, text) => within.locator('.monaco-list-row', { hasText: text }).first()
  };
}
