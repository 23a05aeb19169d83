const FOCUSABLE =
  'button, input, select, textarea, a[href], summary, vscode-button, vscode-text-area, vscode-text-field';

/** The element with the focus and its ancestors, from the inside out. */
let chain: readonly Element[] = [];

/** Remembers where the focus is, so that it can be kept near there when its element goes away. */
export function trackFocus(root: HTMLElement): void {
  root.addEventListener('focusin', ({ target }) => {
    const ancestors: Element[] = [];
    for (let at = target instanceof Element ? target : null; at !== null && at !== root; at = at.parentElement) {
      ancestors.push(at);
    }
    chain = [...ancestors, root];
  });
  addEventListener('focus', keepFocus);
}

/**
 * Moves the focus to the nearest control when the focused one was removed or disabled by a change of the page. A user
 * who left the control with the pointer keeps the focus nowhere. A page without the focus takes it from nothing: a list
 * of VS Code would close.
 */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    const [focused, ...ancestors] = chain;
    if (!document.hasFocus() || focused === undefined || document.activeElement !== document.body || isUsable(focused))
      return;
    for (const ancestor of ancestors) {
      const next = ancestor.isConnected
        ? [...ancestor.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isUsable)
        : undefined;
      if (next === undefined) continue;
      next.focus();
      return;
    }
  });
}

const isUsable = (element: Element): boolean =>
  element.isConnected &&
  !element.hasAttribute('disabled') &&
  element.getAttribute('tabindex') !== '-1' &&
  element.checkVisibility();
