import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { FormPreset } from '../../shared/protocol.ts';
import { SECTION, Settings } from '../ids.ts';

const stored = z.array(
  z.object({
    name: z.string(),
    model: z.optional(z.string()),
    values: z.record(z.string(), z.unknown())
  })
);
export type Stored = z.infer<typeof stored>[number];

const scopes = { user: vscode.ConfigurationTarget.Global, workspace: vscode.ConfigurationTarget.Workspace } as const;
export type Scope = keyof typeof scopes;

export function presetsIn(scope: Scope): readonly Stored[] {
  const found = vscode.workspace.getConfiguration(SECTION).inspect<unknown>(Settings.presets);
  const parsed = stored.safeParse(scope === 'user' ? found?.globalValue : found?.workspaceValue);
  // What a person wrote wrongly there is no preset; the settings editor marks it.
  return parsed.success ? parsed.data : [];
}

/** The presets that fit a model: those of the workspace first. */
export function presetsFor(model: string | undefined): readonly FormPreset[] {
  return (['workspace', 'user'] as const).flatMap(scope =>
    presetsIn(scope)
      .filter(preset => preset.model === undefined || preset.model === model)
      .map(({ name, model: of, values }) => ({ name, scope, values, ...(of === undefined ? {} : { model: of }) }))
  );
}

export const writePresets = (scope: Scope, presets: readonly Stored[]): Thenable<void> =>
  vscode.workspace.getConfiguration(SECTION).update(Settings.presets, presets, scopes[scope]);
