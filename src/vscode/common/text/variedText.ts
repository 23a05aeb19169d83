import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { valueText } from '../../../core/models/valueText.ts';
import { variedParams } from '../../../core/tasks/variedValues.ts';
import type { Task } from '../../../shared/task.ts';

/** Returns the varied values of each task of a batch, by local ID. Empty texts when all tasks have the same input. */
export function variedTexts(
  { models }: Pick<Engine, 'models'>,
  tasks: readonly Pick<Task, 'localId' | 'model' | 'input'>[]
): ReadonlyMap<string, string> {
  const varied = variedParams(tasks.map(({ input }) => input));
  return new Map(
    tasks.map(({ localId, model, input }) => {
      const params = models.entry(model)?.params ?? {};
      const words = varied
        .filter(name => input[name] !== undefined)
        .map(name => {
          const text = valueText(params[name], input[name]);
          // A number or a switch means nothing without its name.
          return typeof input[name] === 'string' ? text : vscode.l10n.t('{0}: {1}', params[name]?.label ?? name, text);
        });
      return [localId, words.join(' · ')];
    })
  );
}
