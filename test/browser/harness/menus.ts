// Context menus of the workbench. A menu closes when it loses the focus, and ignores clicks in its first moments (so
// that a long right-click selects nothing): its state is checked, and it is reopened if needed.
import type { Locator, Page } from 'playwright-core';
import { clickOnce, reachesState, waitForIdle, succeeds, TIMEOUT_MS } from './waiting.ts';

export interface Menus {
  /** Right-clicks `target` and follows the menu; the last label is clicked once. */
  contextMenu(target: Locator, ...labels: readonly string[]): Promise<void>;
  /** Returns the labels of the menu at the end of `labels` after a right-click on `target`; closes the menu. */
  contextMenuLabels(target: Locator, ...labels: readonly string[]): Promise<string[]>;
}

export function menus(page: Page): Menus {
  const menu = (depth: number): Locator => page.locator('.monaco-menu').nth(depth);
  const entries = (depth: number): Locator => menu(depth).locator('.action-label:not(.separator)');
  const entry = (label: string, depth: number): Locator =>
    menu(depth).locator(`.action-item:not(.disabled) .action-label:text-is(${JSON.stringify(label)})`);

  async function close(): Promise<void> {
    while (await menu(0).isVisible()) {
      await page.keyboard.press('Escape');
      await waitForIdle(page);
    }
  }

  /** Returns true when the menu at the end of `labels` is visible. */
  async function open(target: Locator, labels: readonly string[], patience: number): Promise<boolean> {
    await close();
    const before = await target.boundingBox({ timeout: patience }).catch(() => null);
    if (!(await succeeds(target.click({ button: 'right', timeout: patience })))) {
      // The tooltip of a row under the mouse covers the next row until the mouse leaves: the title bar has none.
      await page.mouse.move((page.viewportSize()?.width ?? 0) / 2, 12);
      return false;
    }
    // While the layout moves, the click can hit the row next to it.
    const after = await target.boundingBox({ timeout: patience }).catch(() => null);
    if (before === null || before.x !== after?.x || before.y !== after.y) return false;
    for (const [depth, label] of labels.entries()) {
      if (!(await reachesState(entry(label, depth), patience))) return false;
      if (!(await succeeds(entry(label, depth).click({ timeout: patience })))) return false; // a submenu opens at once
    }
    return reachesState(entries(labels.length).first(), patience);
  }

  async function follow<T>(
    target: Locator,
    labels: readonly string[],
    act: (depth: number) => Promise<T | undefined>
  ): Promise<T> {
    const end = Date.now() + TIMEOUT_MS;
    for (let patience = 2000; Date.now() < end; patience *= 2) {
      const result = (await open(target, labels, patience)) ? await act(labels.length) : undefined;
      if (result !== undefined) return result;
    }
    throw new Error(`No menu leads to ${labels.join(' > ')} on ${target.toString()}.`);
  }

  return {
    async contextMenu(target, ...labels) {
      const last = labels.at(-1) ?? '';
      await follow(target, labels.slice(0, -1), async depth => {
        const item = entry(last, depth);
        if (!(await reachesState(item, 2000)) || !(await clickOnce(item, 5000))) return undefined;
        await waitForIdle(page);
        // A menu closes before its action runs: while the entry is visible, the click was too early and had no effect.
        return (await item.isVisible()) ? undefined : true;
      });
    },
    async contextMenuLabels(target, ...labels) {
      const texts = await follow(target, labels, depth => entries(depth).allInnerTexts());
      await close();
      return texts;
    }
  };
}
