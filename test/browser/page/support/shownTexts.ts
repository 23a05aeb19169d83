/** The findings of {@link shownTexts}. */
export interface Shown {
  /** Every text and accessible name with Latin letters. */
  readonly texts: readonly string[];
  /** Texts that are cut, overlap, or are wider than the page, each with the fault. */
  readonly misfits: readonly string[];
}

/** Runs in a page: reads its texts and measures whether they fit. `within` (a selector) limits it to a part. */
export function shownTexts(within: string): Shown {
  const roots = [...document.querySelectorAll(within)];
  const texts = new Set<string>();
  const boxes: { readonly text: string; readonly rect: DOMRect; readonly parent: Element }[] = [];
  const misfits = new Set<string>();
  const textOf = (element: Element): string =>
    (element.textContent === '' ? (element.getAttribute('placeholder') ?? '') : element.textContent).trim();
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${textOf(element).replaceAll(/\s+/g, ' ').slice(0, 90)}`;
  const parentOf = (node: Node): Element | null => {
    const parent = node.parentNode;
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  };
  /** Computes a fact of an element once, from that of its parent. */
  const inherited = <T>(read: (element: Element, parent: T | undefined) => T): ((element: Element) => T) => {
    const known = new Map<Element, T>();
    const of = (element: Element): T => {
      if (known.has(element)) return known.get(element) as T;
      const parent = parentOf(element);
      const fact = read(element, parent === null ? undefined : of(parent));
      known.set(element, fact);
      return fact;
    };
    return of;
  };
  const isClipped = inherited<boolean>((one, parent) => parent === true || getComputedStyle(one).clipPath !== 'none');
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !isClipped(element);
  const hasTitle = inherited<boolean>((one, parent) => parent === true || (one.getAttribute('title') ?? '') !== '');
  const isPage = (one: Element): boolean => one === document.body || one === document.documentElement;
  /** The element and its ancestors that scroll or cut their content, innermost first. */
  const cutters = inherited<readonly Element[]>((one, parent = []) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    return isPage(one) || (overflowX === 'visible' && overflowY === 'visible') ? parent : [one, ...parent];
  });
  /** The innermost positioned element. */
  const layerOf = inherited<Element | undefined>((one, parent) =>
    /sticky|fixed|absolute/.test(getComputedStyle(one).position) ? one : parent
  );

  const measure = (element: HTMLElement): void => {
    const style = getComputedStyle(element);
    const isScrolled = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
    const text = textOf(element);
    if (text === '' || element.clientWidth < 2 || style.display === 'inline' || !isShown(element)) return;
    const isCut =
      element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible' && !isScrolled(style.overflowX);
    if (isCut && style.textOverflow !== 'ellipsis' && !(element instanceof HTMLInputElement))
      misfits.add(`cut: ${nameOf(element)}`);
    if (isCut && style.textOverflow === 'ellipsis' && !hasTitle(element)) misfits.add(`no title: ${nameOf(element)}`);
    const isLow =
      element.scrollHeight > element.clientHeight + 3 && style.overflowY !== 'visible' && !isScrolled(style.overflowY);
    if (isLow && !hasTitle(element)) misfits.add(`too low: ${nameOf(element)}`);
    // Only text boxes and results scroll sideways.
    const isSideways = isScrolled(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (isSideways && !element.matches('pre, textarea, .strip, .zoom-view'))
      misfits.add(`sideways: ${nameOf(element)}`);
  };

  /** The part of a text that its scrolled or cut ancestors show. */
  const visiblePart = (rect: DOMRect, parent: Element): DOMRect | undefined => {
    let { left, right, top, bottom } = rect;
    for (const one of cutters(parent)) {
      const box = one.getBoundingClientRect();
      [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    return right > left && bottom > top ? new DOMRect(left, top, right - left, bottom - top) : undefined;
  };

  const measureText = (node: Text, parent: Element): void => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const isCut = cutters(parent).some(one => getComputedStyle(one).overflowX !== 'visible');
    for (const rect of range.getClientRects()) {
      if (rect.width < 2 || rect.height < 2) continue;
      const visible = visiblePart(rect, parent);
      if (visible !== undefined) boxes.push({ text: node.data.trim(), rect: visible, parent });
      if (rect.right > innerWidth + 1 && !isCut) misfits.add(`outside: ${nameOf(parent)}`);
      const control = parent.closest('button, vscode-button, .chip, .segment, .badge');
      const { left, right } = (control ?? parent).getBoundingClientRect();
      if (control !== null && !isCut && (rect.right > right + 1 || rect.left < left - 1)) {
        misfits.add(`outside its button: ${nameOf(parent)}`);
      }
    }
  };

  const visit = (node: Document | ShadowRoot | Element): void => {
    for (const child of node.childNodes) {
      if (child instanceof Text && child.data.trim() !== '') {
        const parent = child.parentElement ?? parentOf(child);
        // Requests, results and KIE's own price texts are not translated.
        if (!(child.parentElement?.closest('pre, .price-text, .monaco-tokenized-source') instanceof Element))
          texts.add(child.data.trim());
        if (parent !== null && isShown(parent)) measureText(child, parent);
      }
      if (!(child instanceof Element) || !child.checkVisibility()) continue;
      for (const name of [
        'aria-label',
        'title',
        'placeholder',
        'alt',
        'aria-valuetext',
        'aria-description',
        'aria-roledescription'
      ])
        texts.add(child.getAttribute(name) ?? '');
      if (child instanceof HTMLElement) measure(child);
      if (child.shadowRoot !== null) visit(child.shadowRoot);
      visit(child);
    }
  };
  for (const root of roots) visit(root);

  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const width = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const height = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
      if (width > 2 && height > 4 && one.parent !== other.parent && layerOf(one.parent) === layerOf(other.parent))
        misfits.add(`overlap: ${one.text.slice(0, 60)} | ${other.text.slice(0, 60)}`);
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) misfits.add(`page: ${scrollWidth - clientWidth} px too wide`);
  return { texts: [...texts].filter(text => /[A-Za-z]{2,}/.test(text)), misfits: [...misfits] };
}
