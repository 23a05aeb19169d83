import * as vscode from 'vscode';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { Draft } from '../../../shared/form.ts';
import type { ModelEntry, Output } from '../../../shared/model.ts';
import type { Handler } from '../../common/handler.ts';
import type { Deps } from '../../services.ts';
import { rememberModel } from '../../common/recentModels.ts';
import { startOne } from '../run/startOne.ts';
import { priceText } from '../../common/format.ts';
import { askParam, questions } from '../../common/askParam.ts';
import type { Answered } from '../../common/askParam.ts';
import { pickModel } from './pickModel.ts';
import { BACK, pickOne } from '../../common/wizard.ts';
import type { Step } from '../../common/wizard.ts';
import { showError } from '../../common/notify.ts';

type Wanted = Extract<Output, 'image' | 'video' | 'audio'>;

/** Model, prompt, required media and choices, then run or the form: short steps with a way back. */
export async function generate(deps: Deps, output: Wanted): Promise<void> {
  const engine = await deps.host.get();
  const title = titleOf(output);
  let entry: ModelEntry | undefined;
  let draft: Record<string, unknown> = {};
  let at = 0;
  for (;;) {
    const asked = entry === undefined ? [] : questions(engine, entry);
    const step: Step = { title, step: at + 1, totalSteps: entry === undefined ? 3 : asked.length + 2 };
    let done: Answered;
    if (at === 0 || entry === undefined) {
      const id = await pickModel(deps, engine, output, step);
      if (id === undefined || id === BACK) return;
      const chosen = engine.models.entry(id);
      if (chosen?.id !== entry?.id) draft = { ...chosen?.start };
      entry = chosen;
      done = true;
    } else if (at <= asked.length) {
      done = await askParam(entry, asked[at - 1] ?? '', draft, step);
    } else {
      done = await finish(deps, engine, entry, draft, step);
      if (done === true) return;
    }
    if (done === undefined) return;
    at += done === BACK ? -1 : 1;
  }
}

/** The last step. True: a task runs or the form has it all. Who says no to the price or has no key is back here. */
async function finish(deps: Deps, engine: Engine, entry: ModelEntry, draft: Draft, step: Step): Promise<Answered> {
  const { issues, price } = await engine.drafts.evaluate(entry.id, draft);
  const problems = issues.map(issue => issue.message).join(' ');
  const run = { label: `$(play) ${vscode.l10n.t('Run ({0})', priceText(price))}`, detail: entry.name };
  const more = { label: `$(settings) ${vscode.l10n.t('More options…')}`, detail: problems };
  const items = problems === '' ? [run, more] : [more];
  const placeholder = vscode.l10n.t('Run now, or open the form with what was given');
  for (;;) {
    const chosen = await pickOne(items, { ...step, placeholder });
    if (chosen === undefined || chosen === BACK) return chosen;
    if (chosen === more) {
      await deps.form.open(entry.id, draft, 'merge');
      return true;
    }
    try {
      if ((await startOne(deps, engine, entry, draft, price)) !== undefined) {
        await rememberModel(deps.context.globalState, entry.id);
        return true;
      }
    } catch (error) {
      void showError(messageOf(error));
    }
  }
}

function titleOf(output: Wanted): string {
  switch (output) {
    case 'image':
      return vscode.l10n.t('Generate Image');
    case 'video':
      return vscode.l10n.t('Generate Video');
    case 'audio':
      return vscode.l10n.t('Generate Speech or Music');
  }
}

/** The command for one kind of output. */
export const generateCommand =
  (output: Wanted): Handler =>
  deps =>
    generate(deps, output);
