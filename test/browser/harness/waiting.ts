// Waiting for visible effects, and acting until they appear. No fixed delay decides anything here: a timeout only
// limits the wait before acting again, or failing.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { errors } from 'playwright-core';
import type { Locator, Page } from 'playwright-core';

/** The time allowed for one effect on a busy machine, in milliseconds. */
export const TIMEOUT_MS = 60_000;

/** Returns true as soon as the target is in this state, false when it is not within `timeoutMs`. */
export async function reachesState(
  target: Locator,
  timeoutMs: number,
  state: 'visible' | 'hidden' = 'visible'
): Promise<boolean> {
  return succeeds(target.waitFor({ state, timeout: Math.max(1, timeoutMs) }));
}

/** Returns false when the action timed out. A click may still have taken effect: purchases use `clickOnce`. */
export async function succeeds(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/**
 * Clicks at most once. Returns false when the target cannot be clicked in this time. Throws when the outcome is
 * unknown. Only for the workbench's own document: the trial click sends real mouse events that the test framework
 * holds back, and in a webview, whose document is replaced when it loads, a test bought twice. Buttons of a
 * webview get one plain click.
 */
export async function clickOnce(target: Locator, timeoutMs: number): Promise<boolean> {
  if (!(await succeeds(target.click({ trial: true, timeout: timeoutMs })))) return false;
  try {
    await target.click({ timeout: TIMEOUT_MS / 2 });
    return true;
  } catch (error) {
    // A menu that closed meanwhile: the log tells whether the mouse was used.
    if (error instanceof errors.TimeoutError && !error.message.includes('performing click action')) return false;
    throw error;
  }
}

/**
 * Checks for the effect, acts, waits; acts again with increasing timeouts until the effect is visible. Only for actions
 * that may be repeated: a purchase never is.
 * @throws TimeoutError
 */
export async function actUntilVisible(
  effect: Locator,
  act: () => Promise<unknown>,
  timeoutMs = TIMEOUT_MS
): Promise<void> {
  const end = Date.now() + timeoutMs;
  let patience = 1000;
  let isThere = await effect.isVisible();
  while (!isThere) {
    if (Date.now() > end) throw new errors.TimeoutError(`Not visible after repeated actions: ${effect.toString()}`);
    await succeeds(act());
    isThere = await reachesState(effect, patience);
    patience *= 2;
  }
}

/** Resolves once the check passes. For effects outside a page, such as files. */
export async function eventually(
  what: string,
  check: () => Promise<boolean> | boolean,
  timeoutMs = TIMEOUT_MS
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Timed out waiting for: ${what}`);
    await pause(50);
  }
}

/**
 * Resolves once the page has processed all earlier events: its input, due timers, a rendered frame. An effect that is
 * not visible then has not happened.
 */
export async function waitForIdle(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise(resolve => setTimeout(() => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)))))'
  );
}

/** Reads until the result equals this value, for effects that a page shows a frame or a message after the action. */
export async function waitForEqual(read: () => Promise<unknown>, expected: unknown): Promise<void> {
  const end = Date.now() + TIMEOUT_MS;
  let last = await read();
  while (!isDeepStrictEqual(last, expected) && Date.now() < end) {
    await pause(50);
    last = await read();
  }
  assert.deepEqual(last, expected);
}

/** Waits until a text field or a select holds this value: the toolkit passes one to its inner control a frame later. */
export const waitForValue = (field: Locator, value: string): Promise<void> =>
  waitForEqual(() => field.inputValue(), value);

/**
 * Resolves once the workbench has stored this text: the state that survives a reload is saved to IndexedDB with a
 * delay.
 */
export async function waitForStoredText(page: Page, text: string): Promise<void> {
  await eventually(`"${text}" in the storage`, () =>
    page.evaluate(`(${storageHolds})(${JSON.stringify(text)})`).then(found => found === true)
  );
}

// Source text, because it runs in the page, and the project's own types do not include the DOM.
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
