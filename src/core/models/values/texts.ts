import * as l10n from '@vscode/l10n';
import { limitText } from '../../../shared/format/decimalText.ts';
import { plural } from '../../../shared/format/plural.ts';
import type { Param } from '../../../shared/model.ts';
import { codePoints } from '../../../shared/textParts.ts';
import { fitsPattern } from '../patterns/fitsPattern.ts';

/** The first problem of a string that is not a media URL, a sentence. */
export function checkText(param: Param, value: string, label: string): string[] {
  // A blank string counts as missing where one is required.
  if (param.required && value.trim() === '') return [l10n.t('{0} is required.', label)];
  const length = codePoints(value);
  const { minLength = 0, maxLength = Infinity } = param;
  if (length < minLength)
    return [
      plural(
        l10n.t('{0} must have at least {1, plural, one {# character} other {# characters}} (now {2}).'),
        label,
        minLength,
        length
      )
    ];
  if (length > maxLength)
    return [
      plural(
        l10n.t('{0} can have at most {1, plural, one {# character} other {# characters}} (now {2}).'),
        label,
        maxLength,
        length
      )
    ];
  const scripts = scriptProblem(param, value, label);
  if (scripts !== undefined) return [scripts];
  if (param.pattern !== undefined && !fitsPattern(param.pattern, value)) {
    return [l10n.t('{0} has an invalid format: {1}', label, param.note ?? param.pattern)];
  }
  if (param.format === 'uri' && !/^https?:\/\/\S+$/i.test(value)) {
    return [l10n.t('{0} must be a URL (https://…).', label)];
  }
  if (param.format === 'iso-639-1' && !/^[a-z]{2}$/.test(value)) {
    return [l10n.t('{0} must be a two-letter language code, such as "en".', label)];
  }
  return [];
}

/** `maxChineseChars` and `maxOtherChars`: pages with separate limits do not document mixed texts. */
function scriptProblem({ limits }: Param, value: string, label: string): string | undefined {
  const { maxChineseChars: maxChinese, maxOtherChars: maxOthers } = limits ?? {};
  if (typeof maxChinese !== 'number' && typeof maxOthers !== 'number') return undefined;
  const chinese = value.match(/\p{Script=Han}/gu)?.length ?? 0;
  const others = codePoints(value) - chinese;
  if (typeof maxChinese === 'number' && chinese > maxChinese)
    return l10n.t(
      '{0} can have at most {1} Chinese characters (now {2}).',
      label,
      ...[maxChinese, chinese].map(limitText)
    );
  return typeof maxOthers === 'number' && others > maxOthers
    ? l10n.t('{0} can have at most {1} non-Chinese characters (now {2}).', label, ...[maxOthers, others].map(limitText))
    : undefined;
}
