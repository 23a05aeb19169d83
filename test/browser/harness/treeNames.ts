import type { Locator } from 'playwright-core';

/** Ages, durations and the times in file names differ from run to run. */
const withoutTimes = (name: string): string =>
  name
    .replace(/just now|\d+ min ago/g, '<age>')
    .replace(/\b\d+ (?:s|min)\b/g, '<time>')
    .replace(/\b\d{6}\b/g, '<number>');

/** The accessible names of the items of a tree, from top to bottom, each with those of its inline actions. */
export async function treeNames(view: Locator): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await view.locator('.monaco-list-row').all();
  const names = await Promise.all(
    rows.map(async row => {
      const top = Number(await row.evaluate('element => element.offsetTop'));
      return { top, name: (await row.getAttribute('aria-label')) ?? '', actions: await actionNames(row) };
    })
  );
  const sorted = names.toSorted((a, b) => a.top - b.top);
  return Object.fromEntries(sorted.map(({ name, actions }) => [withoutTimes(name), actions]));
}

/** The accessible names of the buttons of an item or a toolbar. */
export async function actionNames(within: Locator): Promise<readonly string[]> {
  const buttons = await within.locator('.action-item:not(.disabled) .action-label').all();
  const names = await Promise.all(buttons.map(button => button.getAttribute('aria-label')));
  return names.map(name => name ?? '');
}
