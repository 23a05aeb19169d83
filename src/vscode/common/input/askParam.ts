import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { mainPrompt } from '../../../shared/catalog/mainPrompt.ts';
import { mediaParams } from '../../../shared/catalog/mediaParams.ts';
import type { MediaParam } from '../../../shared/catalog/mediaParams.ts';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { Scalar } from '../../../shared/modelRule.ts';
import { codePoints } from '../../../shared/textParts.ts';
import { mediaFit } from '../../../core/models/mediaInput.ts';
import { filePlaceholder, pickFilesInStep } from './filePicker.ts';
import { askText, BACK, pickOne } from './wizard.ts';
import type { Step } from './wizard.ts';
import { showWarning } from '../notify.ts';

/** True when answered, undefined when the user canceled. */
export type Answered = typeof BACK | true | undefined;

/**
 * Returns the parameters to ask for in form order: the prompt, required media, and required options without a default.
 */
export function questions(engine: Engine, entry: ModelEntry): readonly string[] {
  const media = mediaParams(entry).filter(param => param.required);
  const asked = [mainPrompt(entry), ...media.map(({ name }) => name)];
  const isChoice = (param: Param | undefined): boolean =>
    param?.required === true && param.default === undefined && choicesOf(param).length > 0;
  return (engine.models.form(entry.id)?.order ?? []).filter(
    name => asked.includes(name) || isChoice(entry.params[name])
  );
}

const choicesOf = (param: Param): readonly Scalar[] => param.enum ?? (param.type === 'boolean' ? [true, false] : []);

interface Question {
  readonly entry: ModelEntry;
  readonly param: Param;
}

/** Asks for the value of a parameter and sets it in the draft. */
export async function askParam(
  entry: ModelEntry,
  name: string,
  draft: Record<string, unknown>,
  step: Step
): Promise<Answered> {
  const param = entry.params[name];
  if (param === undefined) return true;
  const media = mediaParams(entry).find(candidate => candidate.name === name);
  if (media !== undefined) return askFile({ entry, param }, media, draft, step);
  if (choicesOf(param).length > 0) return askChoice(name, param, draft, step);
  const before = draft[name];
  const text = await askText({
    ...step,
    value: typeof before === 'string' ? before : selectedText(),
    placeholder: param.note ?? param.label ?? name,
    validate: value => textProblem(value, param.required === true, param.maxLength)
  });
  if (typeof text !== 'string') return text;
  draft[name] = text.trim() === '' ? undefined : text;
  return true;
}

async function askChoice(name: string, param: Param, draft: Record<string, unknown>, step: Step): Promise<Answered> {
  const items = choicesOf(param).map(value => {
    const text = String(value);
    const plain = value === true ? vscode.l10n.t('Yes') : value === false ? vscode.l10n.t('No') : text;
    const note = param.enumNotes?.[text];
    return { label: param.enumLabels?.[text] ?? plain, value, ...(note === undefined ? {} : { detail: note }) };
  });
  const before = items.find(({ value }) => value === draft[name]);
  const label = param.label ?? name;
  const chosen = await pickOne(items, {
    ...step,
    placeholder: param.note === undefined ? label : vscode.l10n.t('{0}: {1}', label, param.note),
    ...(before === undefined ? {} : { active: before })
  });
  if (chosen === undefined || chosen === BACK) return chosen;
  draft[name] = chosen.value;
  return true;
}

async function askFile(
  { entry, param }: Question,
  { name, kind, many, accept }: MediaParam,
  draft: Record<string, unknown>,
  step: Step
): Promise<Answered> {
  const placeholder = vscode.l10n.t('{0}: {1}', param.label ?? name, filePlaceholder(kind));
  const uris = await pickFilesInStep(kind, { accept, many }, { ...step, placeholder });
  if (uris === undefined || uris === BACK) return uris;
  const { value, taken } = mediaFit(param, uris.map(String));
  draft[name] = value;
  if (taken < uris.length) {
    const text = vscode.l10n.t('{0} accepts {1} of the {2} files.', entry.name, taken, uris.length);
    void showWarning(text);
  }
  return true;
}

/** Returns the problem of a text, or undefined when it is valid. */
function textProblem(value: string, required: boolean, maxLength: number | undefined): string | undefined {
  if (value.trim() === '') return required ? vscode.l10n.t('Enter text.') : undefined;
  const length = codePoints(value);
  if (maxLength !== undefined && length > maxLength) {
    return vscode.l10n.t('{0} characters; the maximum is {1}.', length, maxLength);
  }
  return undefined;
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? '' : editor.document.getText(editor.selection).trim();
}
