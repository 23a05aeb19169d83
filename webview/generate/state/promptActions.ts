import type { Keys } from '../model/draftPath.ts';
import { stepIn, textOf } from '../model/promptWalk.ts';
import type { PromptWalk } from '../model/promptWalk.ts';
import { setValue } from './draftActions.ts';
import { attempt } from './page.ts';
import type { Page } from './page.ts';
import { modelOf, valueAt } from './pageState.ts';

/**
 * Shows an older (1) or newer (-1) prompt of the history. A walk begins in an empty prompt and ends when the user
 * changes the text.
 * @returns false when the key is not part of a walk
 */
export function walkPrompts(page: Page, keys: Keys, step: 1 | -1): boolean {
  const state = page.store.get();
  const text = valueAt(state, keys) ?? '';
  const walk = state.promptWalk;
  if (walk !== undefined && text === textOf(walk) && walk.at >= 0) {
    show(page, keys, stepIn(walk, step));
    return true;
  }
  if (text !== '' || step !== 1) return false;
  void begin(page, keys);
  return true;
}

async function begin(page: Page, keys: Keys): Promise<void> {
  const { store, rpc } = page;
  const model = modelOf(store.get());
  await attempt(page, async () => {
    const { prompts } = await rpc.ask('promptHistory', {});
    const state = store.get();
    // The user may have typed or chosen another model since.
    if (modelOf(state) !== model || (valueAt(state, keys) ?? '') !== '') return;
    show(page, keys, stepIn({ prompts, at: -1 }, 1));
  });
}

function show(page: Page, keys: Keys, walk: PromptWalk | undefined): void {
  if (walk === undefined) return;
  page.store.update({ promptWalk: walk });
  const text = textOf(walk);
  setValue(page, keys, text === '' ? undefined : text);
}
