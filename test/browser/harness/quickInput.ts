// The command palette and what commands ask at the same place: one widget, one input for all of them.
import type { Locator, Page } from 'playwright-core';
import { bring, clickOnce, comes, dealtWith, did, holds, PATIENCE } from './until.ts';

export interface QuickInput {
  /** Runs a command from the palette by its whole title ("KIE: Set API Key"). */
  runCommand(title: string): Promise<void>;
  /**
   * Types into the open quick input and accepts; `text` absent: accepts what is there. `title`: what the box says
   * above, such as "(2/3)": what was asked before may still show.
   */
  quickInput(text?: string, title?: string): Promise<void>;
  /** Clicks a line of the open quick input by (part of) its text. */
  pick(text: string, title?: string): Promise<void>;
  /** Goes away from the open quick input. */
  leaveQuickInput(): Promise<void>;
  /** The open quick input; with `title` the one that says so above. */
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
    // Escape goes to what has the focus: to the box, once it has it.
    const input = field(open);
    for (let patience = 1000; !(await comes(open, patience, 'hidden')); patience *= 2) {
      await did(input.press('Escape', { timeout: patience }));
    }
  }

  return {
    box,
    async runCommand(title) {
      const labels = [`="${title}"`, `^="${title},"`]; // a key of it comes after the name
      const line = open.locator(labels.map(label => `.monaco-list-row[aria-label${label}]`).join()).first();
      const end = Date.now() + PATIENCE;
      for (let patience = 2000; Date.now() < end; patience *= 2) {
        // A key that is pressed while another list closes goes nowhere; another list that is open gives way.
        await bring(palette, () => page.keyboard.press('F1'));
        const isFound =
          (await did(palette.fill(`>${title}`, { timeout: patience }))) &&
          (await comes(line, patience)) &&
          (await clickOnce(line, patience));
        if (!isFound) {
          // It knows the commands that there were when it opened, and a busy window gets ours later.
          await leave();
          continue;
        }
        await palette.waitFor({ state: 'hidden' }); // gone, or the command's own question has its place
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
        await holds(input, text);
      }
      if (await asked.locator('.quick-input-list').isVisible()) {
        const rows = asked.locator('.quick-input-list .monaco-list-row');
        // Where several can be chosen none is active at first.
        await (text === undefined ? rows : rows.and(page.locator('.focused')).filter({ hasText: text }))
          .first()
          .waitFor();
      }
      await input.press('Enter');
      await dealtWith(page);
    },
    async pick(text, title) {
      await row(box(title), text).click();
      await dealtWith(page);
    },
    leaveQuickInput: leave
  };
}
