import type { Page } from 'playwright-core';

/** A node of the accessibility tree; the name is empty for a node without one. */
interface AriaNode {
  readonly role: string;
  readonly name: string;
}

/** Returns the nodes of the accessibility tree of a page as the browser computes it, in order. */
export async function ariaNodes(page: Page): Promise<readonly AriaNode[]> {
  const tree = await page.locator('main').ariaSnapshot();
  const nodes = tree.matchAll(/^ *- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/gm);
  return [...nodes].map(([, role = '', name = '']) => ({ role, name }));
}
