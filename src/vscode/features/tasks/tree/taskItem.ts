import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import { isHeld } from '../../../../shared/tasks/heldTask.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { baseName } from '../../../../core/files/mediaFiles.ts';
import { draftMedia } from '../../../../core/models/mediaInput.ts';
import { ageText, agoText } from '../../../common/text/age.ts';
import { costText, stateText } from '../../../common/text/taskText.ts';
import { contextValue, kindIcon, stateIcon } from './taskRow.ts';
import { formatList } from '../../../../shared/format/listFormat.ts';

const MAX_PROMPT = 40;

/** Returns the model name of a task. */
export const taskName = (engine: Pick<Engine, 'models'> | undefined, { model }: Pick<Task, 'model'>): string =>
  engine?.models.entry(model)?.name ?? model;

/** Returns how long a task has been running, or how long ago it finished. */
export function taskAge(task: Task, now: number): string {
  return isActive(task.state) ? ageText(task.createdAt, now) : agoText(task.finishedAt ?? task.updatedAt, now);
}

interface RowFacts {
  /** Whether the result may have follow-ups. */
  readonly hasFollowUps: boolean;
  /** Left out when empty. */
  readonly age: string;
  /** What distinguishes the task within its batch. */
  readonly varied?: string | undefined;
  /** The image to show instead of the icon of the state. */
  readonly thumbnail?: vscode.Uri | undefined;
}

/**
 * Creates the tree item of a task. The label is the prompt, the file, or in a batch the value that varies; the
 * description is the state unless it is done, the model, the age and the credits.
 */
export function taskItem(
  engine: Pick<Engine, 'models' | 'tasks'> | undefined,
  task: Task,
  { hasFollowUps, age, varied = '', thumbnail }: RowFacts
): vscode.TreeItem {
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const several = task.results.length > 1;
  const name = taskName(engine, task);
  const subject = engine === undefined ? '' : taskSubject(engine, task);
  const label = shortened(varied) || subject || name;
  const parts = descriptionParts(task, label === name ? '' : name, age);
  const item = new vscode.TreeItem(label, several ? Collapsed : None);
  item.id = task.localId;
  item.description = parts.join(' · ');
  item.iconPath = thumbnail ?? kindIcon(task) ?? stateIcon(task);
  const open = task.state !== 'done' && !isActive(task.state);
  item.contextValue = contextValue(task, promptText(engine?.models.entry(task.model), task.input), {
    hasFollowUps,
    resumable: open && engine?.tasks.canResume(task.localId) === true,
    downloadable: task.state === 'done' && engine?.tasks.canResume(task.localId) === true,
    assignable: engine?.tasks.canEnterId(task.localId) === true
  });
  // The icon of its result shows that a task is done.
  const spoken = [label, task.state === 'done' ? stateText(task) : '', ...parts];
  item.accessibilityInformation = { label: formatList(spoken.filter(part => part !== '')) };
  const command = clickCommand(task, several);
  if (command !== undefined) item.command = { ...command, arguments: [task.localId] };
  return item;
}

/** A narrow view cuts the end off. A held task has its own icon, so its price comes first. */
function descriptionParts(task: Task, model: string, age: string): readonly string[] {
  const cost = costText(task);
  const state = task.state === 'done' ? [task.note ?? ''] : progressOf(task);
  // All tasks of a batch have the same model.
  const about = [task.batch === undefined ? model : '', age];
  const parts = isHeld(task) ? [cost, ...state, ...about] : [...state, ...about, cost];
  return parts.filter(part => part !== '');
}

/**
 * An ended task opens in the Result editor: its result with the next steps, or the whole reason with the actions that
 * help. One with several results shows them as its children.
 */
function clickCommand(task: Task, several: boolean): Pick<vscode.Command, 'command' | 'title'> | undefined {
  const isSaved = task.results.some(result => result.path !== undefined);
  if (isSaved ? several : isActive(task.state)) return undefined;
  return {
    command: 'kie.result.open',
    title: isSaved ? vscode.l10n.t('Open Result') : vscode.l10n.t('Show Details')
  };
}

/** Returns the subject of a task: its prompt, else the name of its first input file. Empty when it has neither. */
export function taskSubject({ models }: Pick<Engine, 'models'>, task: Task): string {
  const entry = models.entry(task.model);
  const prompt = shortened(promptText(entry, task.input));
  return prompt === '' && entry !== undefined ? firstFile(entry, task) : prompt;
}

/** Returns the name of the first input file. */
function firstFile(entry: ModelEntry, { input }: Task): string {
  const [first] = draftMedia(entry, input);
  return first === undefined ? '' : baseName(vscode.Uri.parse(first).path);
}

function progressOf(task: Task): readonly string[] {
  if (!isActive(task.state)) return [stateText(task), task.note ?? ''];
  const percent = task.progress === undefined ? '' : ` ${Math.round(task.progress * 100)} %`;
  return [stateText(task) + percent, task.note ?? ''];
}

/** A prompt as the label of an item: one line of at most 40 characters. */
export function shortened(prompt: string): string {
  const line = prompt.trim().replace(/\s+/g, ' ');
  return line.length > MAX_PROMPT ? `${line.slice(0, MAX_PROMPT - 1)}…` : line;
}
