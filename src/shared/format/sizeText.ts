import * as l10n from '@vscode/l10n';
import { numberText } from './numberText.ts';
import { plural } from './plural.ts';

/** "1.2 MB", in decimal units like KIE's limits. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return plural(l10n.t('{0, plural, one {# byte} other {# bytes}}'), bytes);
  const kilobytes = Math.round(bytes / 1000);
  if (kilobytes < 1000) return l10n.t('{0} KB', kilobytes);
  return l10n.t('{0} MB', numberText(Math.round(bytes / 100_000) / 10));
}
