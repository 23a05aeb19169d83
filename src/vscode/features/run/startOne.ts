import * as vscode from 'vscode';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { Draft, Price } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Task } from '../../../shared/task.ts';
import { Views } from '../../ids.ts';
import type { Deps } from '../../services.ts';
import { agreeToPrice } from './confirmPrice.ts';
import { withKey } from '../../common/withKey.ts';

/** Starts one run of a command once its price is agreed to, and shows the tasks. Undefined when the person left. */
export async function startOne(
  deps: Deps,
  engine: Engine,
  entry: ModelEntry,
  input: Draft,
  price: Price
): Promise<Task | undefined> {
  if (!(await agreeToPrice(deps, engine.account, { modelName: entry.name, price }))) return undefined;
  return withKey(deps.key, async () => {
    const saveTo = await deps.output.target('ask');
    if (saveTo === undefined) return undefined;
    const task = await engine.tasks.start({ model: entry.id, input, saveTo, origin: 'command' });
    // Shown, not focused: the person may be typing again already. It runs and is paid for, so nothing after that may fail.
    vscode.commands
      .executeCommand(`${Views.tasks}.focus`, { preserveFocus: true })
      .then(undefined, (error: unknown) => deps.log.warn(`Tasks view: ${messageOf(error)}`));
    return task;
  });
}
