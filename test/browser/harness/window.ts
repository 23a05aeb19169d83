// What a person does in one workbench window. Waits on what shows, never on a guess of time.
import type { Frame, Locator, Page } from 'playwright-core';

export interface WorkbenchWindow {
  readonly page: Page;
  /** Runs a command from the palette by its whole title ("KIE: Set API Key"). */
  runCommand(title: string): Promise<void>;
  /** The document of the webview that holds `probe` (a selector). */
  webviewFrame(probe: string, timeoutMs?: number): Promise<Frame>;
  /** Shows a view container of the activity bar by its label; leaves it open when it is. Resolves to the side bar. */
  openContainer(label: string): Promise<Locator>;
  /** A row of the explorer by the file's name; the explorer is shown first. */
  explorerRow(name: string): Promise<Locator>;
  /** Right-clicks `target` and follows the menu; the last label is clicked. */
  contextMenu(target: Locator, ...labels: readonly string[]): Promise<void>;
  /** Labels of the menu entries that a right-click on `target` shows at the end of `labels`; closes the menu. */
  contextMenuLabels(target: Locator, ...labels: readonly string[]): Promise<string[]>;
  /** A row of a tree view by (part of) its text, within `within` (such as what openContainer gave). */
  treeRow(within: Locator, text: string): Locator;
  /** Types into the open quick input and accepts; `text` absent: accepts what is there. */
  quickInput(text?: string): Promise<void>;
  /** The texts of the notification toasts that show. */
  notifications(): Promise<string[]>;
  /** Waits for a toast with this text. */
  notification(text: string | RegExp, timeoutMs?: number): Promise<Locator>;
}

export function workbenchWindow(page: Page): WorkbenchWindow {
  const items = '.monaco-menu:visible .action-item:not(.disabled) .action-label:not(.separator)';

  async function openMenu(target: Locator, labels: readonly string[]): Promise<Locator> {
    await target.click({ button: 'right' });
    let menu = page.locator('.monaco-menu').last();
    await menu.waitFor();
    for (const [depth, label] of labels.entries()) {
      await choose(label); // opens a submenu at once
      menu = page.locator('.monaco-menu').nth(depth + 1);
      await menu.locator('.action-label').first().waitFor();
    }
    return menu;
  }
  /** A menu takes clicks only some 100 ms after it opened (so that a long right-click chooses nothing). */
  async function choose(label: string): Promise<void> {
    const item = page.locator(`${items}:text-is(${JSON.stringify(label)})`).last();
    await item.hover();
    await page.waitForTimeout(200);
    await item.click();
  }

  async function openContainer(label: string): Promise<Locator> {
    const side = page.locator('.part.sidebar');
    const title = side.locator('.composite.title', { hasText: new RegExp(label, 'i') });
    const action = page.locator(`.activitybar .action-label[aria-label^="${label}"]`).first();
    await action.waitFor();
    // A click on the icon of an open container shuts it, and after a reload it may just be opening: look, then click.
    for (let attempt = 0; attempt < 4 && !(await appears(title)); attempt++) {
      await action.click({ force: true }); // a badge may lie over it
    }
    await title.waitFor();
    return side;
  }

  return {
    page,
    async runCommand(title) {
      const input = page.locator('.quick-input-widget input').first();
      // A key that is pressed while another list is closing goes nowhere: look, then press again.
      for (let attempt = 0; attempt < 4 && !(await appears(input)); attempt++) await page.keyboard.press('F1');
      await input.fill(`>${title}`);
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title.replace(/^.*?: /, '') }).first();
      await row.click();
    },
    async webviewFrame(probe, timeoutMs = 20_000) {
      const end = Date.now() + timeoutMs;
      while (Date.now() < end) {
        for (const frame of page.frames().slice(1)) {
          // A frame may go away while it is asked.
          const found = await frame
            .locator(probe)
            .count()
            .catch(() => 0);
          if (found > 0) return frame;
        }
        await page.waitForTimeout(100);
      }
      throw new Error(`No webview holds ${probe}.`);
    },
    openContainer,
    async explorerRow(name) {
      await openContainer('Explorer');
      const explorer = page.locator('.explorer-folders-view');
      const labels = [`="${name}"`, `^="${name} "`, `^="${name},"`]; // what decorations add comes after the name
      const row = explorer.locator(labels.map(label => `.monaco-list-row[aria-label${label}]`).join()).first();
      await row.waitFor();
      return row;
    },
    async contextMenu(target, ...labels) {
      await openMenu(target, labels.slice(0, -1));
      await choose(labels.at(-1) ?? '');
    },
    async contextMenuLabels(target, ...labels) {
      const menu = await openMenu(target, labels);
      const texts = await menu.locator('.action-label:not(.separator)').allInnerTexts();
      for (let depth = 0; depth <= labels.length; depth++) await page.keyboard.press('Escape');
      return texts;
    },
    treeRow: (within, text) => within.locator('.monaco-list-row', { hasText: text }).first(),
    async quickInput(text) {
      const input = page
        .locator('.quick-input-widget:visible input[type="text"], .quick-input-widget:visible input[type="password"]')
        .first();
      await input.waitFor();
      if (text !== undefined) await input.fill(text);
      await input.press('Enter');
    },
    notifications: () => page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts(),
    async notification(text, timeoutMs = 20_000) {
      const toast = page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
      await toast.waitFor({ timeout: timeoutMs });
      return toast;
    }
  };
}

async function appears(target: Locator): Promise<boolean> {
  try {
    await target.waitFor({ timeout: 1000 });
    return true;
  } catch {
    return false; // not within the second that a container takes to open
  }
}

/** Waits until a text field holds this value. */
export async function holds(field: Locator, value: string, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  let last = await field.inputValue();
  while (last !== value) {
    if (Date.now() > end) throw new Error(`The field holds "${last}" instead of "${value}".`);
    await field.page().waitForTimeout(50);
    last = await field.inputValue();
  }
}
