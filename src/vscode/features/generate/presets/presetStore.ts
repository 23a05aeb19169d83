import * as vscode from 'vscode';
import type { FormPreset } from '../../../../shared/protocol/preferences.ts';
import { hasShape, isObject, isString, listOf, optional } from '../../../../shared/guards.ts';

export type Stored = Omit<FormPreset, 'scope'>;
const isStored = listOf(hasShape<Stored>({ name: isString, model: optional(isString), values: isObject }));

const scopes = { user: vscode.ConfigurationTarget.Global, workspace: vscode.ConfigurationTarget.Workspace } as const;
export type Scope = keyof typeof scopes;

/** Returns the valid presets of one scope. */
export function presetsIn(scope: Scope): readonly Stored[] {
  const found = vscode.workspace.getConfiguration().inspect<unknown>('kie.presets');
  const stored = scope === 'user' ? found?.globalValue : found?.workspaceValue;
  // Invalid presets are ignored; the settings editor marks them.
  return isStored(stored) ? stored : [];
}

/** The presets for a model, those of the workspace first. */
export function presetsFor(model: string | undefined): readonly FormPreset[] {
  return (['workspace', 'user'] as const).flatMap(scope =>
    presetsIn(scope)
      .filter(preset => preset.model === undefined || preset.model === model)
      .map(({ name, model: of, values }) => ({ name, scope, values, ...(of === undefined ? {} : { model: of }) }))
  );
}

/** Replaces the presets of one scope. */
export const writePresets = (scope: Scope, presets: readonly Stored[]): Thenable<void> =>
  vscode.workspace.getConfiguration().update('kie.presets', presets, scopes[scope]);
