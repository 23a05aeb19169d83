import * as vscode from 'vscode';
import type { Task, TaskResult } from '../../../shared/task.ts';

/**
 * Returns a label that distinguishes the results of a task, such as "Cover 2" or "A quiet song 1". File names share the
 * same beginning.
 */
export function resultLabel(task: Task, result: TaskResult): string {
  const name = nameOf(result);
  const like = task.results.filter(other => nameOf(other) === name);
  if (like.length < 2) return name;
  return vscode.l10n.t('{0} {1}', name, like.findIndex(({ index }) => index === result.index) + 1);
}

function nameOf({ role, title, kind }: TaskResult): string {
  const name = role?.replaceAll('-', ' ') ?? title ?? kindText(kind);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Returns the kind of a result in the display language, capitalized. */
export function kindText(kind: TaskResult['kind']): string {
  switch (kind) {
    case 'image':
      return vscode.l10n.t('Image');
    case 'video':
      return vscode.l10n.t('Video');
    case 'audio':
      return vscode.l10n.t('Audio');
    case 'text':
      return vscode.l10n.t('Text');
    case 'json':
      return vscode.l10n.t('JSON');
  }
}

/** The problem of a saved result whose file is not at its path. */
export const missingFileText = (): string => vscode.l10n.t('The file was moved or deleted.');

/** Icons that are distinguishable without color. */
export const KIND_ICONS: Readonly<Record<TaskResult['kind'], string>> = {
  image: 'file-media',
  video: 'device-camera-video',
  audio: 'music',
  text: 'note',
  json: 'json'
};
