import type { LitElement } from 'lit';
import { mainPrompt } from '../../../src/shared/catalog/mainPrompt.ts';
import type { Page } from '../state/page.ts';
import { entryOf } from '../state/pageState.ts';

/** Focuses the prompt when the extension has asked for it; without a prompt, the choice of the model. */
export function focusPromptIfWanted({ store }: Page): void {
  const { wantsPrompt, snapshot } = store.get();
  if (!wantsPrompt || snapshot === undefined) return;
  store.update({ wantsPrompt: false });
  const entry = entryOf(store.get());
  const path = entry === undefined ? undefined : mainPrompt(entry);
  const prompt =
    path === undefined ? null : document.querySelector<LitElement>(`.field[data-path="${CSS.escape(path)}"] kie-text`);
  const target = prompt ?? document.querySelector<LitElement>('#model');
  // A field that was just added has no control before its own update.
  void target?.updateComplete.then(() => target.focus());
}
