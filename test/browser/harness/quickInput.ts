// The command palette and the quick inputs of commands: they share one widget and one input.
import type { Locator, Page } from 'playwright-core';
import {
  actUntilVisible,
  clickOnce,
  reachesState,
  waitForIdle,
  succeeds,
  waitForValue,
  TIMEOUT_MS
} from './waiting.ts';

export interface QuickInput {
  /** Runs a command from the palette by its full title ("KIE: Set API Key"). */
  runCommand(title: string): Promise<void>;
  /**
   * Types into the open quick input and accepts; without `text`, accepts the current value. `title`: the title of the
   * input, such as "(2/3)", because the previous step may still be visible.
   */
  quickInput(text?: string, title?: string): Promise<void>;
  /** Clicks an item of the open quick input by (part of) its text. */
  pick(text: string, title?: string): Promise<void>;
  /** Closes the open quick input. */
  closeQuickInput(): Promise<void>;
  /** The open quick input, optionally the one with this `title`. */
  box(title?: string): Locator;
}

export function quickInput(page: Page): QuickInput {
  const open = page.locator('.quick-input-widget:visible');
  const box = (title?: string): Locator =>
    title === undefined ? open : open.filter({ has: page.locator('.quick-input-title', { hasText: title }) });
  const field = (within: Locator): Locator => within.locator('input[type="text"], input[type="password"]').first();
  const palette = open.locator('input[placeholder^="Type the name of a command"]');
  const row = (within: Locator, text: string): Locator =>
    within.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

  async function leave(): Promise<void> {
    // Escape goes to the focused element: the input must have the focus first.
    const input = field(open);
    for (let patience = 1000; !(await reachesState(open, patience, 'hidden')); patience *= 2) {
      await succeeds(input.press('Escape', { timeout: patience }));
    }
  }

  return {
    box,
    async runCommand(title) {
      const labels = [`="${title}"`, `^="${title},"`]; // a keybinding follows the title
      const line = open.locator(labels.map(label => `.monaco-list-row[aria-label${label}]`).join()).first();
      const end = Date.now() + TIMEOUT_MS;
      for (let patience = 2000; Date.now() < end; patience *= 2) {
        // A key pressed while another list closes is lost; another open list is replaced.
        await actUntilVisible(palette, () => page.keyboard.press('F1'));
        const isFound =
          (await succeeds(palette.fill(`>${title}`, { timeout: patience }))) &&
          (await reachesState(line, patience)) &&
          (await clickOnce(line, patience));
        if (!isFound) {
          // It lists the commands known when it opened, and a busy window registers ours later.
          await leave();
          continue;
        }
        await palette.waitFor({ state: 'hidden' }); // hidden, or replaced by the command's own input
        return;
      }
      throw new Error(`The palette has no "${title}".`);
    },
    async quickInput(text, title) {
      const asked = box(title);
      const input = field(asked);
      await input.waitFor();
      if (text !== undefined) {
        await input.fill(text);
        await waitForValue(input, text);
      }
      if (await asked.locator('.quick-input-list').isVisible()) {
        const rows = asked.locator('.quick-input-list .monaco-list-row');
        // With multiple selection no item is active at first.
        await (text === undefined ? rows : rows.and(page.locator('.focused')).filter({ hasText: text }))
          .first()
          .waitFor();
      }
      await input.press('Enter');
      await waitForIdle(page);
    },
    async pick(text, title) {
      await row(box(title), text).click();
      await waitForIdle(page);
    },
    closeQuickInput: leave
  };
}
