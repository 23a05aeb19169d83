import type { FormPreset } from '../../../src/shared/protocol/preferences.ts';
import { withoutChoices } from '../model/modes.ts';
import { touch } from '../model/touched.ts';
import { replaceDraft } from './draftActions.ts';
import { attempt, patchSnapshot } from './page.ts';
import type { Page } from './page.ts';
import { entryOf, modelOf } from './pageState.ts';

/** Puts the values of a preset into the draft, except those that the model has no parameter for. */
export function applyPreset(page: Page, preset: FormPreset): void {
  const state = page.store.get();
  const params = entryOf(state)?.params ?? {};
  const values = Object.fromEntries(Object.entries(preset.values).filter(([name]) => Object.hasOwn(params, name)));
  page.store.update({
    touched: touch(state.touched, ...Object.keys(values)),
    modes: withoutChoices(state.modes)
  });
  replaceDraft(page, { ...state.draft, ...values });
}

/** Saves the draft as a preset, or removes one; the extension asks the user for the details. */
export async function changePresets(page: Page, change: 'savePreset' | 'removePreset'): Promise<void> {
  const state = page.store.get();
  const model = modelOf(state);
  if (model === undefined) return;
  await attempt(page, async () => {
    const { presets } =
      change === 'savePreset'
        ? await page.rpc.ask('savePreset', { model, draft: state.draft })
        : await page.rpc.ask('removePreset', { model });
    patchSnapshot(page, { presets });
  });
}
