import * as vscode from 'vscode';
import type { Draft } from '../../shared/form.ts';
import { mainPrompt } from '../../shared/mainPrompt.ts';
import { mediaParams } from '../../shared/mediaParams.ts';
import type { ModelEntry, Output } from '../../shared/model.ts';
import { taskLabel } from '../../shared/taskLabel.ts';
import type { Engine } from '../../core/engineTypes.ts';
import { Views } from '../ids.ts';
import type { Deps } from '../services/deps.ts';
import { mediaValue } from '../services/mediaFiles.ts';
import { browseFiles, fileItems, placeholder } from '../services/pickFiles.ts';
import type { FileItem } from '../services/pickFiles.ts';
import { recentModels, rememberModel } from '../services/recent.ts';
import { agreeToPrice } from '../services/spending.ts';
import { withKey } from '../services/withKey.ts';
import { priceText } from '../services/words.ts';
import { askText, BACK, pickOne } from './steps.ts';
import type { Step } from './steps.ts';

type Wanted = Extract<Output, 'image' | 'video' | 'audio'>;

/** Model, prompt, required media, then run or the form: short steps with a way back. */
export async function generate(deps: Deps, output: Wanted): Promise<void> {
  const engine = await deps.host.get();
  const title = titleOf(output);
  let entry: ModelEntry | undefined;
  let draft: Record<string, unknown> = {};
  let at = 0;
  for (;;) {
    const asked = entry === undefined ? [] : questions(engine, entry);
    const step: Step = { title, step: at + 1, totalSteps: entry === undefined ? 3 : asked.length + 2 };
    let done: typeof BACK | boolean | undefined;
    if (at === 0 || entry === undefined) {
      const id = await pickModel(deps, engine, output, step);
      if (id === undefined || id === BACK) return;
      const chosen = engine.entry(id);
      if (chosen?.id !== entry?.id) draft = {};
      entry = chosen;
      done = true;
    } else if (at <= asked.length) {
      done = await ask(entry, asked[at - 1] ?? '', draft, step);
    } else {
      done = await finish(deps, engine, entry, draft, step);
      if (done === true) return;
    }
    if (done === undefined) return;
    at += done === BACK ? -1 : 1;
  }
}

/** The names asked for: the prompt and the required media, in the order of the form. */
function questions(engine: Engine, entry: ModelEntry): readonly string[] {
  const media = mediaParams(entry).filter(param => param.required);
  const asked = [mainPrompt(entry), ...media.map(({ name }) => name)];
  return (engine.form(entry.id)?.order ?? []).filter(name => asked.includes(name));
}

async function pickModel(
  deps: Deps,
  engine: Engine,
  output: Wanted,
  step: Step
): Promise<string | typeof BACK | undefined> {
  const recent = recentModels(deps.context.globalState);
  const rank = (id: string): number => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  const models = engine
    .models()
    .filter(model => model.output === output && model.status === 'current' && isGenerator(model.task))
    .toSorted((a, b) => rank(a.id) - rank(b.id));
  const items = models.map(model => ({
    label: model.name,
    // The id tells twins of one name apart, and can be typed.
    description: [
      taskLabel(model.task),
      model.id,
      ...(recent.includes(model.id) ? [vscode.l10n.t('recent')] : []),
      ...(model.user === true ? [vscode.l10n.t('yours')] : [])
    ].join(' · '),
    detail: model.summary,
    id: model.id
  }));
  const chosen = await pickOne(items, { ...step, placeholder: vscode.l10n.t('Choose a model') });
  return chosen === undefined || chosen === BACK ? chosen : chosen.id;
}

/** Tasks that start from an idea; what needs a certain file has its own commands. */
const isGenerator = (task: string): boolean => !/^(upscale|remove)|^helper$|-to-text$/.test(task);

async function ask(
  entry: ModelEntry,
  name: string,
  draft: Record<string, unknown>,
  step: Step
): Promise<typeof BACK | true | undefined> {
  const param = entry.params[name];
  if (param === undefined) return true;
  const media = mediaParams(entry).find(candidate => candidate.name === name);
  if (media === undefined) {
    const before = draft[name];
    const text = await askText({
      ...step,
      value: typeof before === 'string' ? before : selectedText(),
      placeholder: param.note ?? param.label ?? name,
      validate: value => textProblem(value, param.required === true, param.maxLength)
    });
    if (typeof text === 'string' && text.trim() !== '') draft[name] = text;
    return typeof text === 'string' ? true : text;
  }
  const browse: FileItem = { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, alwaysShow: true };
  const { kind, accept } = media;
  const chosen = await pickOne([...(await fileItems(kind, accept)), browse], {
    ...step,
    placeholder: `${param.label ?? name}: ${placeholder(kind)}`
  });
  if (chosen === undefined || chosen === BACK) return chosen;
  const uris = chosen.uri !== undefined ? [chosen.uri] : await browseFiles(kind, media.many, accept);
  if (uris === undefined || uris.length === 0) return undefined;
  draft[name] = mediaValue(param, uris.map(String));
  return true;
}

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

async function finish(
  deps: Deps,
  engine: Engine,
  entry: ModelEntry,
  draft: Draft,
  step: Step
): Promise<typeof BACK | true | undefined> {
  const { issues, price } = await engine.evaluate(entry.id, draft);
  const problems = issues.map(issue => issue.message).join(' ');
  const run = { label: `$(play) ${vscode.l10n.t('Run ({0})', priceText(price))}`, detail: entry.name };
  const more = { label: `$(settings) ${vscode.l10n.t('More options…')}`, detail: problems };
  const items = problems === '' ? [run, more] : [more];
  const chosen = await pickOne(items, {
    ...step,
    placeholder: vscode.l10n.t('Run now, or open the form with what was given')
  });
  if (chosen === undefined || chosen === BACK) return chosen;
  if (chosen === more) {
    await deps.form.open(entry.id, draft);
    return true;
  }
  if (!(await agreeToPrice(deps.ask, engine, entry.name, price))) return undefined;
  await withKey(deps.key, async () => {
    const saveTo = await deps.output.target('ask');
    if (saveTo === undefined) return;
    await engine.start({ model: entry.id, input: draft, saveTo, origin: 'command' });
    await rememberModel(deps.context.globalState, entry.id);
    // Shown, not focused: the person may be typing again already.
    await vscode.commands.executeCommand(`${Views.tasks}.focus`, { preserveFocus: true });
  });
  return true;
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
