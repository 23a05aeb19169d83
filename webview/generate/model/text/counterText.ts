import * as l10n from '@vscode/l10n';
import type { FieldCounter } from '../../../../src/shared/form.ts';
import { plural } from '../../../../src/shared/format/plural.ts';

/**
 * "1 of 9 images in First Frame and Last Frame": the use of a limit, with the counted things and their place.
 * @param shown - the label of the field that the text is at, which is not repeated
 */
export function counterText(counter: FieldCounter, shown: string): string {
  const count = countText(counter.unit, Math.round(counter.used * 10) / 10, counter.max);
  return counter.label === shown ? count : l10n.t('{0} in {1}', count, counter.label);
}

/** "12 of 5,000 characters" */
export function countText(unit: FieldCounter['unit'], used: number, max: number): string {
  switch (unit) {
    case 'images':
      return plural(l10n.t('{1, plural, one {{0} of # image} other {{0} of # images}}'), used, max);
    case 'videos':
      return plural(l10n.t('{1, plural, one {{0} of # video} other {{0} of # videos}}'), used, max);
    case 'audio':
      return plural(l10n.t('{1, plural, one {{0} of # audio file} other {{0} of # audio files}}'), used, max);
    case 'files':
      return plural(l10n.t('{1, plural, one {{0} of # file} other {{0} of # files}}'), used, max);
    case 'items':
      return plural(l10n.t('{1, plural, one {{0} of # item} other {{0} of # items}}'), used, max);
    case 'points':
      return plural(l10n.t('{1, plural, one {{0} of # point} other {{0} of # points}}'), used, max);
    case 'characters':
      return plural(l10n.t('{1, plural, one {{0} of # character} other {{0} of # characters}}'), used, max);
    case 'seconds':
      return plural(l10n.t('{1, plural, one {{0} of # second} other {{0} of # seconds}}'), used, max);
  }
}
