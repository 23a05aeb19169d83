import type { FormPreset } from '../../../src/shared/protocol/preferences.ts';
import type { App } from './app.ts';

/** Puts the values of a preset into the draft; what the model does not have is left out. */
export function applyPreset(app: App, preset: FormPreset): void {
  const params = app.snapshot?.model?.entry.params ?? {};
  const values = Object.entries(preset.values).filter(([name]) => name in params);
  for (const [name] of values) app.touched.add(name);
  app.modes.follow();
  app.replace({ ...app.draft, ...Object.fromEntries(values) });
}

/** The host asks for the name and the place, or for the one to remove. */
export async function changePresets(app: App, how: 'savePreset' | 'removePreset'): Promise<void> {
  const { model, draft } = app;
  if (model === undefined) return;
  await app.attempt(async () => {
    const { presets } =
      how === 'savePreset'
        ? await app.rpc.ask('savePreset', { model, draft })
        : await app.rpc.ask('removePreset', { model });
    app.patch({ presets });
    app.changed();
  });
}
