import * as l10n from '@vscode/l10n';
import { limitText } from '../../../shared/format/decimalText.ts';
import type { MediaKind, Param } from '../../../shared/model.ts';
import { isObject } from '../../../shared/guards.ts';
import type { Facts } from './mediaLimits.ts';

/**
 * Checks how many items of a list are shown by images and by videos: `maxImageSubjects`, `maxVideoSubjects` and, with
 * videos, `maxImageSubjectsWithVideoSubjects`. Returns the first problem as a sentence. Items of unknown kind are not
 * counted.
 */
export function subjectProblem(
  list: Param,
  items: readonly unknown[],
  label: string,
  facts: Facts
): string | undefined {
  const limit = (name: string): number => {
    const value = list.limits?.[name];
    return typeof value === 'number' ? value : Infinity;
  };
  const kinds = items.map(item => kindOf(list.items?.properties ?? {}, item, facts));
  const images = kinds.filter(kind => kind === 'image').length;
  const videos = kinds.filter(kind => kind === 'video').length;
  const [maxImages, maxVideos] = [limit('maxImageSubjects'), limit('maxVideoSubjects')];
  const maxImagesWithVideos = limit('maxImageSubjectsWithVideoSubjects');
  if (videos > maxVideos)
    return l10n.t('{0}: at most {1} can be videos (now {2}).', label, ...[maxVideos, videos].map(limitText));
  if (images > maxImages)
    return l10n.t('{0}: at most {1} can be images (now {2}).', label, ...[maxImages, images].map(limitText));
  return videos > 0 && images > maxImagesWithVideos
    ? l10n.t(
        '{0}: with videos, at most {1} can be images (now {2}).',
        label,
        ...[maxImagesWithVideos, images].map(limitText)
      )
    : undefined;
}

/** The kind of the first file, or the only kind that allows this number of files. */
function kindOf(properties: Readonly<Record<string, Param>>, item: unknown, facts: Facts): MediaKind | undefined {
  if (!isObject(item)) return undefined;
  for (const [name, param] of Object.entries(properties)) {
    const forms = (param.oneOf ?? param.anyOf ?? []).filter(form => form.media !== undefined);
    const files: unknown = item[name];
    if (forms.length === 0 || !Array.isArray(files) || files.length === 0) continue;
    const [first] = files as readonly unknown[];
    const known = typeof first === 'string' ? facts(first)?.kind : undefined;
    const fitting = forms.filter(
      ({ minItems = 0, maxItems = Infinity }) => files.length >= minItems && files.length <= maxItems
    );
    return known ?? (fitting.length === 1 ? fitting[0]?.media : undefined);
  }
  return undefined;
}
