import type * as vscode from 'vscode';
import type { Logger } from '../../../../core/base/ports.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { transferDraft } from '../../../../core/models/transferDraft.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import type { ModelState } from '../../../../shared/protocol/snapshot.ts';
import type { PickerMemory } from '../../../common/input/pickerMemory.ts';
import { logFailure } from '../state/memory.ts';
import type { FormMemory } from '../state/memory.ts';
import type { FormState } from '../state/snapshot.ts';

/** The parts of the form that a choice of model reads and changes. */
export interface FormParts {
  readonly engine: Engine;
  readonly memory: FormMemory;
  readonly picker: PickerMemory;
  readonly state: FormState;
  readonly log: Logger;
}

interface Choice {
  readonly to: ModelEntry;
  /** Whether the webview only looks ahead, so that nothing is stored. */
  readonly ahead: boolean;
  readonly webview: vscode.Webview;
}

/** Carries over the values that fit the model; its other fields get the values entered for it before. */
export async function chooseModel(
  { engine, memory, picker, state, log }: FormParts,
  { to, ahead, webview }: Choice
): Promise<ModelState> {
  const { model: before, draft: entered } = memory;
  if (before === to.id) return state.chosen(webview);
  const own = memory.draftOf(to.id);
  const from = engine.models.entry(before ?? '');
  const successor = from?.successor === to.id ? engine.drafts.forReplacement(from.id, entered)?.input : undefined;
  const target = { own, earlier: memory.carriedInto(to.id), successor, prompt: memory.prompt };
  const { draft, carried, leftOut } = transferDraft(from, to, entered, target);
  if (!ahead) {
    logFailure(memory.open(to.id, draft), log);
    memory.carried = carried;
    logFailure(picker.recordChoice(to), log);
  }
  const shown = await state.of(to.id, draft, webview, ahead);
  return { ...shown, carried, ...(leftOut.length === 0 ? {} : { leftOut }) };
}
