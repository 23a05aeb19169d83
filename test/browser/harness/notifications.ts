// Notifications. A toast disappears after some seconds; its text remains in the notification center.
import type { Locator, Page } from 'playwright-core';
import { clickOnce, reachesState, waitForIdle, succeeds, TIMEOUT_MS } from './waiting.ts';

export interface NotificationActions {
  /** Returns the texts of the visible notifications. */
  notifications(): Promise<string[]>;
  /** Waits for a notification with this text. */
  notification(text: string | RegExp, timeoutMs?: number): Promise<Locator>;
  /** Waits for a notification and presses one of its buttons once. */
  pressInNotification(text: string | RegExp, button: string, timeoutMs?: number): Promise<void>;
  /** Answers a modal dialog with a button, once. */
  answer(question: string | RegExp, button: string): Promise<void>;
}

export function notificationActions(page: Page): NotificationActions {
  const items = page.locator(
    '.notifications-toasts .notification-list-item, .notifications-center.visible .notification-list-item'
  );

  async function notification(text: string | RegExp, timeoutMs = TIMEOUT_MS): Promise<Locator> {
    const item = items.filter({ hasText: text }).first();
    const end = Date.now() + timeoutMs;
    while (!(await reachesState(item, 10_000))) {
      if (Date.now() > end) throw new Error(`No notification says ${String(text)}.`);
      // It may already be hidden, or wait behind others.
      const bell = page.locator('.statusbar-item[id="status.notifications"] a').first();
      if (!(await page.locator('.notifications-center.visible').isVisible()))
        await succeeds(bell.click({ timeout: 2000 }));
    }
    return item;
  }

  return {
    notification,
    notifications: () => items.locator('.notification-list-item-message').allInnerTexts(),
    async pressInNotification(text, button, timeoutMs = TIMEOUT_MS) {
      const end = Date.now() + timeoutMs;
      for (let isDone = false; !isDone;) {
        const item = await notification(text, Math.max(1, end - Date.now()));
        await succeeds(item.hover({ timeout: 2000 })); // a toast stays while the mouse is over it
        // It may disappear all the same: then nothing was pressed, and it is in the notification center.
        isDone = await clickOnce(item.getByRole('button', { name: button }), 5000);
        if (!isDone && Date.now() > end) throw new Error(`${String(text)} has no button "${button}".`);
      }
      await waitForIdle(page);
    },
    async answer(question, button) {
      const dialog = page.locator('.monaco-dialog-box', { hasText: question });
      await dialog.getByRole('button', { name: button, exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    }
  };
}
