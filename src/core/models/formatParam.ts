import * as z from 'zod/mini';
import { names, scalar } from './formatParts.ts';

/** What is known of a limit; names ending in `Exclusive` are open bounds. Units: pixels, bytes, MB, seconds, frames a second. */
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
      [name, z.optional(z.number())],
      [`${name}Exclusive`, z.optional(z.number())]
    ])
  ),
  sizeExclusive: z.optional(z.boolean()),
  pngAlpha: z.optional(z.boolean()),
  minResolution: z.optional(z.string()),
  maxResolution: z.optional(z.string()),
  aboveMaxResolution: z.optional(z.string()),
  resolutions: z.optional(z.array(z.string())),
  refused: z.optional(z.array(z.string())),
  extensions: z.optional(z.array(z.string())),
  videoCodecs: z.optional(z.array(z.string())),
  audioCodecs: z.optional(z.array(z.string())),
  languages: z.optional(z.array(z.string())),
  tags: z.optional(z.array(z.string())),
  groups: z.optional(z.record(z.string(), z.array(z.string()))),
  recommended: z.optional(z.record(z.string(), z.unknown())),
  maxOutputMinutes: z.optional(z.record(z.string(), z.number()))
});

/** What a model takes under one name. */
export const param = z.strictObject({
  required: z.optional(z.boolean()),
  type: z.optional(z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object'])),
  enum: z.optional(z.array(scalar).check(z.minLength(1))),
  enumLabels: z.optional(z.record(z.string(), z.string())),
  enumNotes: z.optional(z.record(z.string(), z.string())),
  default: z.optional(z.unknown()),
  omitByDefault: z.optional(z.boolean()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  exclusiveMinimum: z.optional(z.number()),
  exclusiveMaximum: z.optional(z.number()),
  step: z.optional(z.number().check(z.positive())),
  multipleOf: z.optional(z.number().check(z.positive())),
  minLength: z.optional(z.int().check(z.minimum(0))),
  maxLength: z.optional(z.int().check(z.minimum(0))),
  minItems: z.optional(z.int().check(z.minimum(0))),
  maxItems: z.optional(z.int().check(z.minimum(0))),
  uniqueItems: z.optional(z.boolean()),
  format: z.optional(z.string()),
  pattern: z.optional(z.string()),
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
  label: z.optional(z.string()),
  note: z.optional(z.string()),
  previewUrl: z.optional(z.string()),
  deprecated: z.optional(z.union([z.boolean(), z.string()])),
  replacedBy: z.optional(z.string()),
  in: z.optional(z.string()),
  media: z.optional(z.enum(['image', 'video', 'audio'])),
  accept: z.optional(z.array(z.string().check(z.regex(/^[a-z]+\/[\w.+-]+$/)))),
  maxSizeMB: z.optional(z.number().check(z.positive())),
  limits: z.optional(limits),
  alsoAccepts: z.optional(z.string())
});
