import * as vscode from 'vscode';
import type { Task, TaskResult } from '../../../shared/task.ts';

/** What a result is called among its like: "Cover 2", "A quiet song 1", "Picture 3". File names begin all alike. */
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

export function kindText(kind: TaskResult['kind']): string {
  switch (kind) {
    case 'image':
      return vscode.l10n.t('Picture');
    case 'video':
      return vscode.l10n.t('Video');
    case 'audio':
      return vscode.l10n.t('Sound');
    case 'text':
      return vscode.l10n.t('Text');
    case 'json':
      return vscode.l10n.t('Data');
  }
}

/** Icons that hold a meaning without their colour. */
export const KIND_ICONS: Readonly<Record<TaskResult['kind'], string>> = {
  image: 'file-media',
  video: 'device-camera-video',
  audio: 'music',
  text: 'note',
  json: 'json'
};
