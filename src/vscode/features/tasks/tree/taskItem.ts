import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import { isHeld } from '../../../../shared/heldTask.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { baseName } from '../../../../core/files/mediaFiles.ts';
import { draftMedia } from '../../../../core/models/mediaInput.ts';
import { ageText } from '../../../common/text/age.ts';
import { costText, stateText } from '../../../common/text/taskText.ts';
import { contextValue, stateIcon } from './taskRow.ts';

const MAX_PROMPT = 40;

/** Returns the model name as the label of a task. */
export const taskName = (engine: Pick<Engine, 'models'> | undefined, { model }: Task): string =>
  engine?.models.entry(model)?.name ?? model;

/** Returns how long a task has been running, or how long ago it finished. */
export function taskAge(task: Task, now: number): string {
  return ageText(isActive(task.state) ? task.createdAt : (task.finishedAt ?? task.updatedAt), now);
}

/**
 * Creates the tree item of a task. `hasFollowUps`: whether its result may have follow-ups. An empty `age` is omitted. In a
 * batch, where all tasks use one model, the label is the source file or the prompt.
 */
export function taskItem(
  engine: Pick<Engine, 'models' | 'tasks'> | undefined,
  task: Task,
  hasFollowUps: boolean,
  age: string
): vscode.TreeItem {
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const several = task.results.length > 1;
  const entry = engine?.models.entry(task.model);
  const prompt = promptText(entry, task.input).replace(/\s+/g, ' ');
  const file = entry === undefined ? '' : firstFile(entry, task);
  const name = taskName(engine, task);
  const inBatch = task.batch === undefined ? '' : file || shortened(prompt);
  const about = inBatch === '' ? shortened(prompt) || file : '';
  const cost = costText(task);
  const state = progressOf(task);
  // A narrow view cuts the end off. A held task has its own icon, so its price comes first.
  const parts = (isHeld(task) ? [cost, ...state, about, age] : [...state, about, age, cost]).filter(
    part => part !== ''
  );
  const item = new vscode.TreeItem(inBatch || name, several ? Collapsed : None);
  item.id = task.localId;
  item.description = parts.join(' · ');
  item.iconPath = stateIcon(task);
  const open = task.state !== 'done' && !isActive(task.state);
  item.contextValue = contextValue(task, prompt, {
    hasFollowUps,
    resumable: open && engine?.tasks.canResume(task.localId) === true,
    downloadable: task.state === 'done' && engine?.tasks.canResume(task.localId) === true,
    recorded: task.state === 'unknown' && engine?.tasks.hasRecord(task.localId) === true
  });
  item.accessibilityInformation = { label: [inBatch, name, ...parts].filter(part => part !== '').join(', ') };
  if (task.state === 'unknown') {
    item.command = { command: 'kie.task.explain', title: vscode.l10n.t('Resolve…'), arguments: [task.localId] };
  } else if (task.results.some(result => result.path !== undefined) && !several) {
    item.command = { command: 'kie.task.open', title: vscode.l10n.t('Open Result'), arguments: [task.localId] };
  }
  return item;
}

/** Returns what a task works on: its prompt, else the name of its first input file. Empty when it has neither. */
export function taskSubject({ models }: Pick<Engine, 'models'>, task: Task): string {
  const entry = models.entry(task.model);
  const prompt = shortened(promptText(entry, task.input).replace(/\s+/g, ' '));
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

const shortened = (prompt: string): string =>
  prompt.length > MAX_PROMPT ? `${prompt.slice(0, MAX_PROMPT - 1)}…` : prompt;
