import * as z from 'zod';

/**
 * The format of the model table (`catalog/*.yaml`) as a zod schema, for the build and for entries that a person adds.
 * Every object is strict: an unknown word is an error. The types that the rest of the code uses stand in
 * `src/shared/model.ts`; loading the built catalog needs no zod.
 */

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const names = z.array(z.string().min(1));
const bounds = z.strictObject({ min: z.number().optional(), max: z.number().optional() });

const condition = z.union([
  scalar,
  z.array(scalar),
  z.strictObject({ not: z.array(scalar) }),
  z.strictObject({ set: z.boolean() }),
  z.strictObject({ count: bounds }),
  bounds
]);
const conditions = z.record(z.string(), condition);

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
      [name, z.number().optional()],
      [`${name}Exclusive`, z.number().optional()]
    ])
  ),
  sizeExclusive: z.boolean().optional(),
  pngAlpha: z.boolean().optional(),
  minResolution: z.string().optional(),
  maxResolution: z.string().optional(),
  aboveMaxResolution: z.string().optional(),
  resolutions: z.array(z.string()).optional(),
  refused: z.array(z.string()).optional(),
  extensions: z.array(z.string()).optional(),
  videoCodecs: z.array(z.string()).optional(),
  audioCodecs: z.array(z.string()).optional(),
  languages: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  groups: z.record(z.string(), z.array(z.string())).optional(),
  recommended: z.record(z.string(), z.unknown()).optional(),
  maxOutputMinutes: z.record(z.string(), z.number()).optional()
});

const param = z.strictObject({
  required: z.boolean().optional(),
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']).optional(),
  enum: z.array(scalar).min(1).optional(),
  enumLabels: z.record(z.string(), z.string()).optional(),
  enumNotes: z.record(z.string(), z.string()).optional(),
  default: z.unknown().optional(),
  omitByDefault: z.boolean().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  step: z.number().positive().optional(),
  multipleOf: z.number().positive().optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
  minItems: z.int().min(0).optional(),
  maxItems: z.int().min(0).optional(),
  uniqueItems: z.boolean().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  get items() {
    return param.optional();
  },
  get properties() {
    return z.record(z.string(), param).optional();
  },
  requiredKeys: names.optional(),
  get oneOf() {
    return z.array(param).min(1).optional();
  },
  get anyOf() {
    return z.array(param).min(1).optional();
  },
  label: z.string().optional(),
  note: z.string().optional(),
  previewUrl: z.string().optional(),
  deprecated: z.union([z.boolean(), z.string()]).optional(),
  replacedBy: z.string().optional(),
  in: z.string().optional(),
  media: z.enum(['image', 'video', 'audio']).optional(),
  accept: z.array(z.string().regex(/^[a-z]+\/[\w.+-]+$/)).optional(),
  maxSizeMB: z.number().positive().optional(),
  limits: limits.optional(),
  alsoAccepts: z.string().optional()
});

const yes = z.literal(true).optional();
const count = z.int().min(0).optional();
const constraint = z.strictObject({
  required: yes,
  forbidden: yes,
  ignored: yes,
  enum: z.array(scalar).optional(),
  notEnum: z.array(scalar).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  default: z.unknown().optional(),
  seconds: bounds.optional()
});

const about = { why: z.string().optional(), inferred: z.boolean().optional() };
const rule = z.union([
  z.strictObject({ ...about, when: conditions.optional(), then: z.record(z.string(), constraint) }),
  z.strictObject({ ...about, when: conditions.optional(), advice: z.string() }),
  z.strictObject({ ...about, exactlyOne: names.min(2) }),
  z.strictObject({ ...about, atLeastOne: names.min(2) }),
  z.strictObject({ ...about, atMostOneGroup: z.array(names.min(1)).min(2) }),
  z.strictObject({ ...about, requires: z.record(z.string(), names) }),
  z.strictObject({
    ...about,
    sum: z.union([
      z.strictObject({ count: z.record(z.string(), z.number()), max: z.number() }),
      z.strictObject({ textLength: z.string(), max: z.number() }),
      z.strictObject({ seconds: z.string(), max: z.number() })
    ])
  }),
  z.strictObject({ ...about, compare: z.tuple([z.string(), z.enum(['<', '<=', '>', '>=']), z.string()]) }),
  z.strictObject({
    ...about,
    difference: z.strictObject({
      of: z.tuple([z.string(), z.string()]),
      min: z.number().optional(),
      max: z.number().optional()
    })
  }),
  z.strictObject({ ...about, sameLength: names.min(2) }),
  z.strictObject({ ...about, memberOf: z.strictObject({ of: z.string(), in: z.string() }) }),
  z.strictObject({ ...about, unique: z.string() })
]);

const price = z.strictObject({
  when: conditions.optional(),
  usd: z.number().min(0).nullable().optional(),
  credits: z.number().min(0).nullable().optional(),
  creditsMax: z.number().min(0).optional(),
  unit: z.string().optional(),
  note: z.string().optional()
});

/** What the units of the price rows are multiplied with. */
const priceBy = z.strictObject({
  seconds: names.min(1).optional(),
  maybeSeconds: names.min(1).optional(),
  images: z.string().optional(),
  imagesAtMost: z.boolean().optional(),
  imagesUnknown: z.boolean().optional(),
  text: names.min(1).optional(),
  inputImages: z
    .strictObject({ credits: z.number(), of: names.min(1), free: z.int().optional(), atMost: z.boolean().optional() })
    .optional(),
  unless: names.min(1).optional()
});

const preset = z.strictObject({ name: z.string(), param: z.string(), text: z.string() });

export const entrySchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  family: z.string().min(1),
  summary: z.string().min(1),
  task: z.string().min(1),
  alsoTasks: names.optional(),
  aliases: names.optional(),
  output: z.enum(['image', 'video', 'audio', 'text', 'json']),
  status: z.enum(['current', 'legacy', 'retired']),
  successor: z.string().optional(),
  operation: z.string().regex(/^(GET|POST) \/api\/v1\//),
  docs: z.url().optional(),
  ask: z.literal('media-first').optional(),
  presets: z.array(preset).optional(),
  params: z.record(z.string(), param),
  query: names.optional(),
  topLevelParams: z.record(z.string(), param).optional(),
  callBackRequired: yes,
  rules: z.array(rule),
  price: z.array(price).optional(),
  priceBy: priceBy.optional(),
  result: z.unknown().optional(),
  conflicts: z.array(z.unknown()).optional()
});

export type FormatEntry = z.infer<typeof entrySchema>;
