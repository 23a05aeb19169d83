import type { Page } from 'playwright-core';

/** The roles of controls and of the groups around several of them. */
const ROLES = [
  'textbox',
  'spinbutton',
  'slider',
  'checkbox',
  'combobox',
  'radiogroup',
  'button',
  'ColorWell',
  'group',
  'list'
];

/** Runs in the page: the path of the field around an element, through shadow roots; in a panel, "panel". */
function placeOf(this: Element): string {
  const root = this.getRootNode();
  const outer = root instanceof ShadowRoot ? root.host : this;
  if (outer.closest('.panel') !== null) return 'panel';
  return outer.closest<HTMLElement>('.field')?.dataset['path'] ?? '';
}

/**
 * The controls of each field, by its path, and those of the open panel, as the accessibility tree of the browser has
 * them: "role name: description (invalid)". Buttons without a description of their own are left out.
 */
export async function fieldControls(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const found: Record<string, string[]> = {};
  for (const { ignored, backendDOMNodeId, properties = [], ...node } of nodes) {
    const [role, name, description] = [text(node.role), text(node.name), text(node.description)];
    const isPlain = role === 'button' && description === '';
    if (ignored || backendDOMNodeId === undefined || !ROLES.includes(role) || isPlain) continue;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: backendDOMNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration: placeOf.toString()
    });
    if (result.value === '') continue;
    const isInvalid = properties.some(property => property.name === 'invalid' && property.value.value === 'true');
    const words = description === '' ? `${role} ${name}` : `${role} ${name}: ${description}`;
    (found[String(result.value)] ??= []).push(isInvalid ? `${words} (invalid)` : words);
  }
  await session.detach();
  return found;
}

/** Non-breaking spaces only affect the layout. */
const text = (value: { value?: unknown } | undefined): string =>
  typeof value?.value === 'string' ? value.value.replaceAll('\u00a0', ' ') : '';
