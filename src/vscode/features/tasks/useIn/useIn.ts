import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { baseName } from '../../../../core/files/mediaFiles.ts';
import { draftMedia, mediaTarget } from '../../../../core/models/mediaInput.ts';
import { kindOfName } from '../../../../shared/catalog/mediaTypes.ts';
import { plural } from '../../../../shared/format/plural.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import type { MediaKind, ModelEntry } from '../../../../shared/model.ts';
import type { Services } from '../../../services.ts';
import { activeFile } from '../../../common/input/workspaceFiles.ts';
import { showWarning } from '../../../common/notify.ts';
import { filesOf } from '../../../common/resultFiles.ts';
import { pickTask } from '../commands/pickTask.ts';
import { actionChoices, currentChoice, modelChoices, separator } from './choices.ts';
import type { Choice } from './choices.ts';
import { continueWith, offerItems, offersOf } from './offers.ts';
import { pickWithButtons } from './pick.ts';
import { mediaOf, sourceOf } from './source.ts';
import type { Source } from './source.ts';
import { withFiles } from '../../../../core/models/withFiles.ts';

type UseInServices = Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'form' | 'key' | 'log' | 'output'>;

/**
 * Offers the uses of a result or file: documented follow-ups, the usual actions, and all models that accept
 * it. Takes a tree item, a local ID, or files as passed by the explorer. Without an argument, takes the media file in the
 * active editor, or else the user picks a task.
 * @throws when nothing accepts the files
 */
export async function useIn(services: UseInServices, given?: unknown, more?: unknown): Promise<void> {
  const engine = await services.engine.get();
  const start = given ?? activeMedia() ?? (await pickSaved(engine));
  if (start === undefined) return;
  const source = await sourceOf(services, start, more);
  const { kind, files } = mediaOf(source);
  const [file] = files;
  const items = await choicesOf(services, engine, source);
  // The Result editor offers to download the file again.
  if (items.length === 0 && source.isMissing === true) {
    await vscode.commands.executeCommand('kie.result.open', start);
    return;
  }
  if (items.length === 0) throw new Error(vscode.l10n.t('Models accept images, videos and audio only.'));
  const title =
    titleOf(files.length, source.files.length) ?? vscode.l10n.t('Use {0} in…', nameOf(engine, source, file));
  const placeholder = vscode.l10n.t('Select an action or a model');
  const picked = await pickWithButtons(items, { title, placeholder });
  if (picked === undefined) return;
  const { offer, command, model } = picked.item;
  if (offer !== undefined) await continueWith(services, engine, offer, picked.byButton);
  else if (command !== undefined) await vscode.commands.executeCommand(command, file, files);
  else if (model !== undefined && kind !== undefined) await openWith(services, model, kind, files);
}

/** Adds the files to the current request if its model accepts them, otherwise does the same as {@link useIn}. */
export async function useAsInput(services: UseInServices, given: unknown): Promise<void> {
  const engine = await services.engine.get();
  const { kind, files } = mediaOf(await sourceOf(services, given, undefined));
  const current = engine.models.entry((await services.form.current()).model ?? '');
  if (kind === undefined || current === undefined || mediaTarget(current, kind) === undefined)
    return useIn(services, given);
  await openWith(services, current, kind, files.slice(0, 1));
}

function activeMedia(): vscode.Uri | undefined {
  const file = activeFile();
  return file !== undefined && kindOfName(file.path) !== undefined ? file : undefined;
}

async function pickSaved(engine: Engine): Promise<string | undefined> {
  const fits = (task: Task): boolean => !isActive(task.state) && mediaOf({ files: filesOf(task) }).kind !== undefined;
  const task = await pickTask(engine, vscode.l10n.t('Select a task whose result to use'), undefined, fits);
  return task?.localId;
}

async function followUpChoices(engine: Engine, { task, result }: Source): Promise<readonly Choice[]> {
  if (task === undefined || isActive(task.state)) return [];
  const offers = await offersOf(engine, task, result);
  return offers.length === 0 ? [] : [separator(vscode.l10n.t('Follow-Up Actions')), ...offerItems(task, offers)];
}

/** Returns all uses. Those of the whole task come first, unless the file is an additional one, such as the cover of a song. */
async function choicesOf({ form }: Pick<Services, 'form'>, engine: Engine, source: Source): Promise<readonly Choice[]> {
  const ofTask = await followUpChoices(engine, source);
  const { kind, files } = mediaOf(source);
  if (kind === undefined) return ofTask;
  const current = engine.models.entry((await form.current()).model ?? '');
  const ofFile = [...(await actionChoices(engine, kind, files)), ...currentChoice(current, kind, files.length)];
  const first = isAdditional(engine, source) ? [...ofFile, ...ofTask] : [...ofTask, ...ofFile];
  return [...first, ...modelChoices(engine, kind)];
}

/** Whether the source is an additional result without follow-ups of its own. */
const isAdditional = ({ tasks }: Engine, { task, result }: Source): boolean =>
  task !== undefined &&
  result?.role !== undefined &&
  !tasks.followUps(task.localId).some(({ resultIndex }) => resultIndex === result.index);

/** The title for several files. Only files of one kind are used; a text or JSON result has none. */
function titleOf(used: number, given: number): string | undefined {
  if (used > 0 && used < given) return plural(vscode.l10n.t('Use {0} of {1} files in…'), used, given);
  return used > 1 ? plural(vscode.l10n.t('Use {0} files in…'), used) : undefined;
}

const nameOf = (engine: Engine, { task }: Source, file: vscode.Uri | undefined): string =>
  file === undefined ? (engine.models.entry(task?.model ?? '')?.name ?? task?.model ?? '') : baseName(file.path);

/** Adds the files to the current request when it has this model, otherwise opens the model with the session prompt. */
async function openWith(
  { form }: Pick<Services, 'form'>,
  model: ModelEntry,
  kind: MediaKind,
  files: readonly vscode.Uri[]
): Promise<void> {
  const current = await form.current();
  const isCurrent = current.model === model.id;
  const draft = withFiles(model, isCurrent ? current.draft : {}, kind, files.map(String));
  if (draft === undefined) throw new Error(vscode.l10n.t("{0} doesn't accept these files.", model.name));
  const media = draftMedia(model, draft);
  const taken = files.filter(file => media.includes(file.toString())).length;
  if (taken < files.length) {
    const text = vscode.l10n.t('{0} accepts {1} of the {2} files.', model.name, taken, files.length);
    void showWarning(text);
  }
  await form.open(model.id, draft, isCurrent ? 'replace' : 'session');
}
