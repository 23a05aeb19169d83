import { acceptedTypes, maxSizeOf } from '../../../src/shared/catalog/mediaParams.ts';
import { plainType } from '../../../src/shared/catalog/mediaTypes.ts';
import type { MediaFacts } from '../../../src/shared/form.ts';
import type { Param } from '../../../src/shared/model.ts';

/** How a copy of an image must differ from it to be accepted. */
export interface CopyRecipe {
  readonly type: 'image/png' | 'image/jpeg';
  /** The factor for both sides, at most 1. */
  readonly scale: number;
  readonly maxBytes?: number;
}

const MB = 1_000_000;

/**
 * Returns how to make a copy that meets the limits of the parameter; undefined when another type or a smaller size would
 * not help. The extension checks the copy again.
 */
export function copyRecipeFor(param: Param, facts: MediaFacts): CopyRecipe | undefined {
  const { width, height, bytes } = facts;
  const mime = facts.mime === undefined ? undefined : plainType(facts.mime);
  if (facts.problem !== undefined || facts.kind !== 'image' || width === undefined || height === undefined) return;
  const accept = acceptedTypes(param).map(plainType);
  const isAccepted = (type: string): boolean => accept.length === 0 || accept.includes(type);
  const limits: Readonly<Record<string, unknown>> = { ...param.items?.limits, ...param.limits };
  const limit = (name: string): number => {
    const value = limits[name] ?? limits[`${name}Exclusive`];
    return typeof value === 'number' ? value - (limits[name] === undefined ? 1 : 0) : Infinity;
  };
  const size = maxSizeOf(param);
  const maxBytes = Math.min(
    size === undefined ? Infinity : size * MB - (limits['sizeExclusive'] === true ? 1 : 0),
    limit('maxBytes')
  );
  const scale = Math.min(
    1,
    limit('maxWidthPx') / width,
    limit('maxHeightPx') / height,
    Math.min(limit('maxSidePx'), limit('maxLongSidePx')) / Math.max(width, height),
    Math.sqrt(Math.min(limit('maxPixels'), limit('maxMegapixels') * 1e6) / (width * height))
  );
  const tooBig = (bytes ?? 0) > maxBytes;
  const refused = limits['refused'];
  const wrongType =
    mime !== undefined &&
    (!isAccepted(mime) || (Array.isArray(refused) && refused.map(String).map(plainType).includes(mime)));
  if (scale === 1 && !tooBig && !wrongType) return;
  const photo = mime === 'image/jpeg' || (tooBig && mime !== 'image/png');
  const type = (isAccepted('image/jpeg') && photo) || !isAccepted('image/png') ? 'image/jpeg' : 'image/png';
  if (!isAccepted(type)) return;
  return { type, scale, ...(maxBytes === Infinity ? {} : { maxBytes }) };
}
