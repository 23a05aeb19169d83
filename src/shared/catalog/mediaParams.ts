import type { MediaKind, ModelEntry, Param } from '../model.ts';

/** A top-level media parameter. */
export interface MediaParam {
  readonly name: string;
  readonly kind: MediaKind;
  /** Takes a list; `max` is its documented limit, if any. */
  readonly many: boolean;
  readonly max?: number;
  readonly required: boolean;
  readonly accept: readonly string[];
  /** Takes masks: images that mark an area of another one. */
  readonly isMask: boolean;
}

/** The kind of file that a parameter or its items take. */
export const mediaKindOf = (param: Param | undefined): MediaKind | undefined => param?.media ?? param?.items?.media;

/** The documented MIME types of these files; none when the documentation has none. */
export const acceptedTypes = (param: Param): readonly string[] => param.accept ?? param.items?.accept ?? [];

/** Returns the maximum size of a file for a parameter or its items, in units of 1,000,000 bytes. */
export const maxSizeOf = (param: Param): number | undefined => param.maxSizeMB ?? param.items?.maxSizeMB;

/** Whether a media parameter takes masks: one that can be painted, or one that is named so. */
export const isMaskParam = ({ masks }: Pick<ModelEntry, 'masks'>, name: string): boolean =>
  masks?.[name] !== undefined || /(?:^|_)masks?(?:_|$)/i.test(name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_'));

/** The top-level media parameters in documented order, required ones first. */
export function mediaParams(entry: Pick<ModelEntry, 'params' | 'masks'>): readonly MediaParam[] {
  const found = Object.entries(entry.params).flatMap(([name, param]): MediaParam[] => {
    const kind = mediaKindOf(param);
    if (kind === undefined || param.deprecated || (param.type !== 'string' && !isListOfStrings(param))) return [];
    const many = param.type === 'array';
    return [
      {
        name,
        kind,
        many,
        ...(many && param.maxItems === undefined ? {} : { max: many ? (param.maxItems ?? 1) : 1 }),
        required: param.required === true,
        accept: acceptedTypes(param),
        isMask: isMaskParam(entry, name)
      }
    ];
  });
  return [...found.filter(param => param.required), ...found.filter(param => !param.required)];
}

const isListOfStrings = (param: Param): boolean =>
  param.type === 'array' && (param.items === undefined || param.items.type === 'string');
