// Waiting for what shows, and acting until it does. No guess of time decides anything here: a time only says how long
// to look before acting once more, or giving up.
import { setTimeout as pause } from 'node:timers/promises';
import { errors } from 'playwright-core';
import type { Locator, Page } from 'playwright-core';

/** How long a busy machine may take for one effect, in milliseconds. */
export const PATIENCE = 60_000;

/** True as soon as the target is in this state, false when it is not within `timeoutMs`. */
export async function comes(
  target: Locator,
  timeoutMs: number,
  state: 'visible' | 'hidden' = 'visible'
): Promise<boolean> {
  return did(target.waitFor({ state, timeout: Math.max(1, timeoutMs) }));
}

/** False when the act ran out of time. A click may have been done all the same: what buys goes through `clickOnce`. */
export async function did(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/** Clicks once, or not at all: false when the target cannot be clicked in this time. Throws when it is not known. */
export async function clickOnce(target: Locator, timeoutMs: number): Promise<boolean> {
  if (!(await did(target.click({ trial: true, timeout: timeoutMs })))) return false;
  await target.click({ timeout: 2 * PATIENCE });
  return true;
}

/**
 * Looks for the effect, acts, waits; acts again with growing patience while the effect is not there. For acts that
 * may be done twice only: what buys something is never repeated.
 */
export async function bring(effect: Locator, act: () => Promise<unknown>, timeoutMs = PATIENCE): Promise<void> {
  const end = Date.now() + timeoutMs;
  let patience = 1000;
  let isThere = await effect.isVisible();
  while (!isThere) {
    if (Date.now() > end) throw new Error(`Acted again and again, in vain: ${effect.toString()}`);
    await did(act());
    isThere = await comes(effect, patience);
    patience *= 2;
  }
}

/** Resolves once the check holds. For what is not in a page, such as files. */
export async function eventually(
  what: string,
  check: () => Promise<boolean> | boolean,
  timeoutMs = PATIENCE
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Never came: ${what}`);
    await pause(50);
  }
}

/**
 * Resolves once the page has dealt with all that came before: its input, the timers that were due, a drawn frame.
 * What does not show then has not been done.
 */
export async function dealtWith(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise(resolve => setTimeout(() => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)))))'
  );
}

/** Waits until a text field holds this value. */
export async function holds(field: Locator, value: string): Promise<void> {
  let last = '';
  try {
    await eventually(value, async () => (last = await field.inputValue()) === value);
  } catch (error) {
    throw new Error(`The field holds "${last}" instead of "${value}".`, { cause: error });
  }
}

/** Resolves once the workbench has written this text down: what it keeps over a reload goes to IndexedDB a moment later. */
export async function writtenDown(page: Page, text: string): Promise<void> {
  await eventually(`"${text}" in the storage`, () =>
    page.evaluate(`(${storageHolds})(${JSON.stringify(text)})`).then(found => found === true)
  );
}

// Source text, because it runs in the page, and the project's own types have no DOM.
const storageHolds = `async text => {
  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db')) continue;
    const database = await done(indexedDB.open(name));
    try {
      for (const store of database.objectStoreNames) {
        const values = await done(database.transaction(store).objectStore(store).getAll());
        if (values.some(value => JSON.stringify(value).includes(text))) return true;
      }
    } finally {
      database.close();
    }
  }
  return false;
}`;
