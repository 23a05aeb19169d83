import * as z from 'zod/mini';
import { maybeCount, maybeFlag, maybeNumber, maybeText, maybeTexts, names, scalar } from './formatParts.ts';

/** Known limits; names ending in `Exclusive` are open bounds. Units: pixels, bytes, MB, seconds, frames per second. */
const limits = z.strictObject({
  ...Object.fromEntries(
    [
      ...['minWidthPx', 'maxWidthPx', 'minHeightPx', 'maxHeightPx', 'minSidePx', 'maxSidePx'],
      ...['minShortSidePx', 'maxLongSidePx', 'minPixels', 'maxPixels', 'maxMegapixels'],
      ...['minAspect', 'maxAspect', 'minDuration', 'maxDuration', 'minFps', 'maxFps'],
      ...['maxTotalDuration', 'totalSizeMB', 'maxBytes', 'maxDurationSeconds', 'minBitrateMbps', 'maxBitrateMbps'],
      ...['maxPages', 'maxChineseChars', 'maxOtherChars'],
      ...['maxImageSubjects', 'maxVideoSubjects', 'maxImageSubjectsWithVideoSubjects']
    ].flatMap(name => [
      [name, maybeNumber],
      [`${name}Exclusive`, maybeNumber]
    ])
  ),
  sizeExclusive: maybeFlag,
  pngAlpha: maybeFlag,
  minResolution: maybeText,
  maxResolution: maybeText,
  aboveMaxResolution: maybeText,
  resolutions: maybeTexts,
  refused: maybeTexts,
  extensions: maybeTexts,
  videoCodecs: maybeTexts,
  audioCodecs: maybeTexts,
  languages: maybeTexts,
  tags: maybeTexts,
  groups: z.optional(z.record(z.string(), z.array(z.string()))),
  recommended: z.optional(z.record(z.string(), z.unknown())),
  maxOutputMinutes: z.optional(z.record(z.string(), z.number()))
});

/** One parameter of a model. */
export const param = z.strictObject({
  required: maybeFlag,
  type: z.optional(z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object'])),
  enum: z.optional(z.array(scalar).check(z.minLength(1))),
  // Outside `enum` or the bounds, but used by a sample of the page or a recorded call: accepted, with advice.
  alsoValues: z.optional(z.array(scalar).check(z.minLength(1))),
  enumLabels: z.optional(z.record(z.string(), z.string())),
  enumNotes: z.optional(z.record(z.string(), z.string())),
  default: z.optional(z.unknown()),
  omitByDefault: maybeFlag,
  minimum: maybeNumber,
  maximum: maybeNumber,
  exclusiveMinimum: maybeNumber,
  exclusiveMaximum: maybeNumber,
  step: z.optional(z.number().check(z.positive())),
  multipleOf: z.optional(z.number().check(z.positive())),
  minLength: maybeCount,
  maxLength: maybeCount,
  minItems: maybeCount,
  maxItems: maybeCount,
  uniqueItems: maybeFlag,
  format: maybeText,
  pattern: maybeText,
  get items() {
    return z.optional(param);
  },
  get properties() {
    return z.optional(z.record(z.string(), param));
  },
  requiredKeys: z.optional(names),
  get oneOf() {
    return z.optional(z.array(param).check(z.minLength(1)));
  },
  get anyOf() {
    return z.optional(z.array(param).check(z.minLength(1)));
  },
  label: maybeText,
  note: maybeText,
  previewUrl: maybeText,
  deprecated: z.optional(z.union([z.boolean(), z.string()])),
  replacedBy: maybeText,
  in: maybeText,
  media: z.optional(z.enum(['image', 'video', 'audio'])),
  accept: z.optional(z.array(z.string().check(z.regex(/^[a-z]+\/[\w.+-]+$/)))),
  maxSizeMB: z.optional(z.number().check(z.positive())),
  limits: z.optional(limits),
  alsoAccepts: maybeText
});
