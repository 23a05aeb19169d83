import * as l10n from '@vscode/l10n';
import type { Param } from '../../shared/model.ts';
import { formatAnd } from '../../shared/format/listFormat.ts';
import { mediaName } from './mediaInput.ts';

/** A value of a request as the form shows it: the label of an option, names instead of URLs of files, "On" or "Off". */
export function valueText(param: Param | undefined, value: unknown): string {
  if (Array.isArray(value) && value.every(item => typeof item !== 'object')) {
    return formatAnd(value.map(item => valueText(param?.items, item)));
  }
  if (typeof value === 'boolean') return value ? l10n.t('On') : l10n.t('Off');
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value);
    return param?.enumLabels?.[text] ?? (/^(?:file|https?):\/\//.test(text) ? mediaName(text) : text);
  }
  return JSON.stringify(value, undefined, 2);
}
