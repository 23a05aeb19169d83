import * as l10n from '@vscode/l10n';
import type { FieldCounter } from '../../../../src/shared/form.ts';
import { numberText } from '../../../../src/shared/format/numberText.ts';

/**
 * "1 of 9 images in First Frame and Last Frame": the use of a limit, with the counted things and their place.
 * @param shown - the label of the field that the text is at, which is not repeated
 */
export function counterText(counter: FieldCounter, shown: string): string {
  const used = numberText(Math.round(counter.used * 10) / 10);
  const max = numberText(counter.max);
  const count = countText(counter.unit, used, max);
  return counter.label === shown ? count : l10n.t('{0} in {1}', count, counter.label);
}

function countText(unit: FieldCounter['unit'], used: string, max: string): string {
  switch (unit) {
    case 'images':
      return l10n.t('{0} of {1} images', used, max);
    case 'videos':
      return l10n.t('{0} of {1} videos', used, max);
    case 'audio':
      return l10n.t('{0} of {1} audio files', used, max);
    case 'files':
      return l10n.t('{0} of {1} files', used, max);
    case 'items':
      return l10n.t('{0} of {1} items', used, max);
    case 'points':
      return l10n.t('{0} of {1} points', used, max);
    case 'characters':
      return l10n.t('{0} of {1} characters', used, max);
    case 'seconds':
      return l10n.t('{0} of {1} seconds', used, max);
  }
}
