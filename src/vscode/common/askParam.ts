import * as vscode from 'vscode';
import type { Engine } from '../../core/engine/api.ts';
import { mainPrompt } from '../../shared/mainPrompt.ts';
import { mediaParams } from '../../shared/mediaParams.ts';
import type { MediaParam } from '../../shared/mediaParams.ts';
import type { ModelEntry, Param, Scalar } from '../../shared/model.ts';
import { mediaFit } from '../../core/models/mediaInput.ts';
import { browseFiles, listFiles, placeholder } from './pickFiles.ts';
import { askText, BACK, pickOne } from './wizard.ts';
import type { Step } from './wizard.ts';
import { showWarning } from './notify.ts';

/** True: answered. Undefined: the person left. */
export type Answered = typeof BACK | true | undefined;

/** The names asked for: the prompt, the required media and choices that have no default, in the order of the form. */
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

/** Asks for one of these and puts the answer into the draft. */
export async function askParam(
  entry: ModelEntry,
  name: string,
  draft: Record<string, unknown>,
  step: Step
): Promise<Answered> {
  const param = entry.params[name];
  if (param === undefined) return true;
  const media = mediaParams(entry).find(candidate => candidate.name === name);
  if (media !== undefined) return askFile(entry, param, media, draft, step);
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
    placeholder: param.note === undefined ? label : `${label}: ${param.note}`,
    ...(before === undefined ? {} : { active: before })
  });
  if (chosen === undefined || chosen === BACK) return chosen;
  draft[name] = chosen.value;
  return true;
}

async function askFile(
  entry: ModelEntry,
  param: Param,
  { name, kind, many, accept }: MediaParam,
  draft: Record<string, unknown>,
  step: Step
): Promise<Answered> {
  for (;;) {
    const { files, browse } = await listFiles(kind, accept);
    const chosen = await pickOne([...files, browse], {
      ...step,
      placeholder: `${param.label ?? name}: ${placeholder(kind)}`
    });
    if (chosen === undefined || chosen === BACK) return chosen;
    const uris = chosen.uri !== undefined ? [chosen.uri] : await browseFiles(kind, many, accept);
    // Who leaves the dialog is back at the list: what was said before is not thrown away.
    if (uris === undefined || uris.length === 0) continue;
    const { value, taken } = mediaFit(param, uris.map(String));
    draft[name] = value;
    if (taken < uris.length) {
      const text = vscode.l10n.t('{0} takes {1} of the {2} files.', entry.name, taken, uris.length);
      void showWarning(text);
    }
    return true;
  }
}

/** What is wrong with a text, in words; undefined when it may be sent. */
function textProblem(value: string, required: boolean, maxLength: number | undefined): string | undefined {
  if (value.trim() === '') return required ? vscode.l10n.t('This model needs a text here.') : undefined;
  const length = Array.from(value).length;
  if (maxLength !== undefined && length > maxLength) {
    return vscode.l10n.t('{0} characters; this model takes {1} at most.', length, maxLength);
  }
  return undefined;
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? '' : editor.document.getText(editor.selection).trim();
}
