/**
 * Gives the focus back to the control that had it when the page gets it back, for example from a list of VS Code: the
 * browser forgets that control when the focus leaves the page. After a click elsewhere on the page, it is not restored.
 */
export function restoreFocus(): void {
  let last: HTMLElement | undefined;
  addEventListener('focusin', ({ target }) => (last = target instanceof HTMLElement ? target : undefined));
  addEventListener(
    'pointerdown',
    ({ target }) => {
      if (!(target instanceof Node && last?.contains(target) === true)) last = undefined;
    },
    true
  );
  addEventListener('focus', () => {
    if (document.activeElement === document.body && last?.checkVisibility() === true) last.focus();
  });
}
