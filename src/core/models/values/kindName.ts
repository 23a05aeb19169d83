import * as l10n from '@vscode/l10n';
import type { TaskResult } from '../../../shared/task.ts';

/** Returns the kind of a file or result for a sentence, such as "an image". */
export function kindName(kind: TaskResult['kind']): string {
  switch (kind) {
    case 'image':
      return l10n.t('an image');
    case 'video':
      return l10n.t('a video');
    case 'audio':
      return l10n.t('an audio file');
    case 'text':
      return l10n.t('text');
    case 'json':
      return l10n.t('JSON');
  }
}
