import * as l10n from '@vscode/l10n';
import { comparedTexts } from '../../../shared/format/decimalText.ts';
import { plural } from '../../../shared/format/plural.ts';
import type { Issue, MediaFacts } from '../../../shared/form.ts';
import { plainType } from '../../../shared/catalog/mediaTypes.ts';
import { kindName } from './kindName.ts';
import { limitProblems } from './measures.ts';
import type { Param } from '../../../shared/model.ts';
import { codePoints } from '../../../shared/textParts.ts';
import { fitsPattern } from '../patterns/fitsPattern.ts';
import type { ValuePlace } from './valuePlace.ts';
import { formatList } from '../../../shared/format/listFormat.ts';

/** Known facts of a media value; undefined when nothing is known. */
export type Facts = (value: string) => MediaFacts | undefined;

const MB = 1_000_000;

/** Checks a media value: its URL and the known facts of the file. Returns at most one issue. */
export function checkMedia(param: Param, value: string, { path, label }: ValuePlace, facts: Facts): Issue[] {
  const issue = (message: string): Issue[] => [{ path, message }];
  if (!isMediaAddress(param, value)) {
    if (isAddressItself(param)) {
      return issue(l10n.t('{0} has an invalid format: {1}', label, param.note ?? param.pattern ?? ''));
    }
    return issue(l10n.t('{0} must be a local file or a URL (https://…).', label));
  }
  if (isAddressItself(param) && codePoints(value) > (param.maxLength ?? Infinity)) {
    const message = plural(
      l10n.t('{0} can have at most {1, plural, one {# character} other {# characters}} (now {2}).'),
      label,
      param.maxLength ?? 0,
      codePoints(value)
    );
    return issue(message);
  }
  const known = facts(value);
  if (!known) return [];
  if (known.problem !== undefined) return issue(l10n.t("{0} can't be read: {1}", label, known.problem));
  if (known.kind !== undefined && param.media !== undefined && known.kind !== param.media) {
    return issue(l10n.t('{0} must be {1}, not {2}.', label, kindName(param.media), kindName(known.kind)));
  }
  const refused = (param.limits?.['refused'] as readonly string[] | undefined) ?? [];
  const mime = known.mime === undefined ? undefined : plainType(known.mime);
  const accepted = param.accept?.map(plainType);
  if (mime !== undefined && ((accepted && !accepted.includes(mime)) || refused.map(plainType).includes(mime))) {
    const formats = accepted
      ? formatList([...new Set(accepted)].map(type => type.replace(/^\w+\/(x-)?/, '').toUpperCase()))
      : '';
    return issue(l10n.t('{0} must be one of {1} (this file is {2}).', label, formats, mime));
  }
  const open = param.limits?.['sizeExclusive'] === true;
  const bytes = known.bytes ?? 0;
  if (param.maxSizeMB !== undefined && (bytes > param.maxSizeMB * MB || (open && bytes === param.maxSizeMB * MB))) {
    return issue(tooLarge(label, param.maxSizeMB, bytes));
  }
  if (param.limits?.['pngAlpha'] === false && mime === 'image/png' && known.alpha) {
    return issue(l10n.t("{0} can't be transparent. Save it without an alpha channel or as JPEG.", label));
  }
  return limitProblems(param.limits ?? {}, known, label)
    .slice(0, 1)
    .flatMap(issue);
}

/** A file URI, a URL, or another form that the parameter accepts (`asset://{assetId}`). */
function isMediaAddress(param: Param, value: string): boolean {
  const other = otherForm(param);
  if (other !== undefined && value.length > other.length && value.startsWith(other)) return true;
  if (isAddressItself(param) || /^(?!file:|https?:)[a-z]+:\/\/\S/i.test(value))
    return fits(param, value) && URL.canParse(value);
  return /^file:\/\/\S/i.test(value) || (/^https?:\/\/\S+$/i.test(value) && URL.canParse(value));
}

/** The prefixes of other accepted URL forms, such as `asset://{assetId}` or "temporary oss address". */
function otherForm({ alsoAccepts }: Param): string | undefined {
  if (typeof alsoAccepts !== 'string') return undefined;
  return /^([a-z]+:\/\/)\{/.exec(alsoAccepts)?.[1] ?? (/\boss\b/i.test(alsoAccepts) ? 'oss://' : undefined);
}

/** The URL itself is the value (a page on a specific site), so uploaded files cannot match the documented format. */
export const isAddressItself = (param: Param): boolean => param.pattern !== undefined && !fits(param, UPLOADED);

const UPLOADED = 'https://files.example/image.png';
const fits = (param: Param, value: string): boolean => param.pattern !== undefined && fitsPattern(param.pattern, value);

/** Limits on all files of a list together. */
export function checkMediaTotal(
  param: Param,
  list: readonly unknown[],
  { path, label }: ValuePlace,
  facts: Facts
): Issue[] {
  const known = list.flatMap(value => (typeof value === 'string' ? [facts(value)] : []));
  const sum = (of: (facts: MediaFacts) => number | undefined): number =>
    known.reduce((total, item) => total + ((item && of(item)) ?? 0), 0);
  const size = param.limits?.['totalSizeMB'];
  if (typeof size === 'number' && sum(f => f.bytes) > size * MB) {
    const message = l10n.t(
      "{0}: total size can't exceed {1} MB (now {2} MB).",
      label,
      ...comparedTexts(size, sum(f => f.bytes) / MB)
    );
    return [{ path, message }];
  }
  const length = param.limits?.['maxTotalDuration'];
  if (typeof length === 'number' && sum(f => f.seconds) > length + 0.05) {
    const message = l10n.t(
      "{0}: total length can't exceed {1} s (now {2} s).",
      label,
      ...comparedTexts(
        length,
        sum(f => f.seconds)
      )
    );
    return [{ path, message }];
  }
  return [];
}

/** The problem of a file above a maximum size. */
export const tooLarge = (label: string, maxMB: number, bytes: number): string =>
  l10n.t('{0} can be at most {1} MB (this file is {2} MB).', label, ...comparedTexts(maxMB, bytes / MB));
