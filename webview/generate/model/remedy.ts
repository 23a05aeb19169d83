import type { MediaFacts } from '../../../src/shared/form.ts';
import type { Param } from '../../../src/shared/model.ts';

/** What a copy of a picture has to be to be taken. */
export interface Remedy {
  readonly type: 'image/png' | 'image/jpeg';
  /** What its sides are multiplied with, 1 at most. */
  readonly scale: number;
  readonly maxBytes?: number;
}

const MB = 1_000_000;

/**
 * How a copy can be made to fit what the table says of the parameter; undefined when nothing is wrong that another type or
 * a smaller size would help. Whether it fits in the end is the host's to say.
 */
export function remedyFor(param: Param, facts: MediaFacts): Remedy | undefined {
  const { mime, width, height, bytes } = facts;
  if (facts.problem !== undefined || facts.kind !== 'image' || width === undefined || height === undefined) return;
  const accept = param.accept ?? param.items?.accept;
  const limits: Readonly<Record<string, unknown>> = { ...param.items?.limits, ...param.limits };
  const limit = (name: string): number => {
    const value = limits[name] ?? limits[`${name}Exclusive`];
    return typeof value === 'number' ? value - (limits[name] === undefined ? 1 : 0) : Infinity;
  };
  const size = param.maxSizeMB ?? param.items?.maxSizeMB;
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
    mime !== undefined && (accept?.includes(mime) === false || (Array.isArray(refused) && refused.includes(mime)));
  if (scale === 1 && !tooBig && !wrongType) return;
  const takes = (type: string): boolean => accept?.includes(type) ?? true;
  const photo = mime === 'image/jpeg' || (tooBig && mime !== 'image/png');
  const type = (takes('image/jpeg') && photo) || !takes('image/png') ? 'image/jpeg' : 'image/png';
  if (!takes(type)) return;
  return { type, scale, ...(maxBytes === Infinity ? {} : { maxBytes }) };
}
