/**
 * Runs in the page: shows a model, opens all sections, and returns every text with plain letters, and those that are
 * clipped without an ellipsis.
 */
export async function shownTexts(state: {
  readonly model: unknown;
  readonly evaluation: unknown;
}): Promise<{ shown: string[]; clipped: string[]; overflow: number }> {
  const nextFrame = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(resolve));
  const { picker } = window.kie;
  const rest = { models: [], draft: {}, edition: performance.now(), typed: 0, media: {}, tasks: [], presets: [] };
  const account = { hasKey: true, credits: 10 };
  window.kie.push({ type: 'snapshot', snapshot: { ...rest, ...state, account, picker } });
  await nextFrame();
  for (const details of document.querySelectorAll('details')) details.open = true;
  await nextFrame();
  const shown = new Set<string>();
  const visit = (node: Document | ShadowRoot | Element): void => {
    for (const child of node.childNodes) {
      if (child instanceof Text) shown.add(child.data.trim());
      if (!(child instanceof Element) || /^(?:SCRIPT|STYLE)$/.test(child.tagName)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-description'])
        shown.add(child.getAttribute(name) ?? '');
      if (child.shadowRoot !== null) visit(child.shadowRoot);
      visit(child);
    }
  };
  visit(document.body);
  const clipped = [...document.querySelectorAll<HTMLElement>('body *')].filter(element => {
    const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
    const isHidden = element.clientWidth < 2 || clipPath !== 'none';
    const isCut = element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible' && overflowX !== 'auto';
    return !isHidden && isCut && textOverflow !== 'ellipsis' && element.textContent.trim() !== '';
  });
  const { scrollWidth, clientWidth } = document.documentElement;
  return {
    shown: [...shown].filter(text => /[A-Za-z]{3,}/.test(text)),
    clipped: clipped.map(({ className, textContent }) => `${className}: ${textContent}`),
    overflow: scrollWidth - clientWidth
  };
}
