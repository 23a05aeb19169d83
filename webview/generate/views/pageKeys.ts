import type { Page } from '../state/page.ts';
import { openPanel } from '../state/panelActions.ts';
import { startRun } from './bar/startRun.ts';

/** The keys that work anywhere in the form: Ctrl or Cmd with Enter runs it, Escape closes the open panel. */
export function onPageKey(page: Page, event: KeyboardEvent): void {
  // The focused control has used the key itself, or it belongs to an input method.
  if (event.defaultPrevented || event.isComposing) return;
  const { panel } = page.store.get();
  if (event.key === 'Escape' && panel !== undefined) {
    event.preventDefault();
    const isInside = document.activeElement?.closest('.panel') !== null;
    openPanel(page, undefined);
    if (isInside) document.querySelector<HTMLElement>(`.panel-tab[data-panel=${panel}]`)?.focus();
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    // A key that is held down must not buy again.
    if (!event.repeat) startRun(page);
  }
}
