import * as z from 'zod/mini';

/**
 * The format of the model table (`catalog/*.yaml`) as a zod schema, for the build and for entries that a person adds.
 * Every object is strict: an unknown word is an error. The types that the rest of the code uses stand in
 * `src/shared/model.ts`; loading the built catalog needs no zod. zod/mini, because the host has it already.
 */

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const filled = z.string().check(z.minLength(1));
const names = z.array(filled);
const bounds = z.strictObject({ min: z.optional(z.number()), max: z.optional(z.number()) });

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

const param = z.strictObject({
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

const yes = z.optional(z.literal(true));
const count = z.optional(z.int().check(z.minimum(0)));
const constraint = z.strictObject({
  required: yes,
  forbidden: yes,
  ignored: yes,
  enum: z.optional(z.array(scalar)),
  notEnum: z.optional(z.array(scalar)),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  default: z.optional(z.unknown()),
  seconds: z.optional(bounds)
});

const about = { why: z.optional(z.string()), inferred: z.optional(z.boolean()) };
const rule = z.union([
  z.strictObject({ ...about, when: z.optional(conditions), then: z.record(z.string(), constraint) }),
  z.strictObject({ ...about, when: z.optional(conditions), advice: z.string() }),
  z.strictObject({ ...about, exactlyOne: names.check(z.minLength(2)) }),
  z.strictObject({ ...about, atLeastOne: names.check(z.minLength(2)) }),
  z.strictObject({ ...about, atMostOneGroup: z.array(names.check(z.minLength(1))).check(z.minLength(2)) }),
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
      min: z.optional(z.number()),
      max: z.optional(z.number())
    })
  }),
  z.strictObject({ ...about, sameLength: names.check(z.minLength(2)) }),
  z.strictObject({ ...about, memberOf: z.strictObject({ of: z.string(), in: z.string() }) }),
  z.strictObject({ ...about, unique: z.string() })
]);

const price = z.strictObject({
  when: z.optional(conditions),
  usd: z.optional(z.nullable(z.number().check(z.minimum(0)))),
  credits: z.optional(z.nullable(z.number().check(z.minimum(0)))),
  creditsMax: z.optional(z.number().check(z.minimum(0))),
  unit: z.optional(z.string()),
  note: z.optional(z.string())
});

/** What the units of the price rows are multiplied with. */
const priceBy = z.strictObject({
  seconds: z.optional(names.check(z.minLength(1))),
  maybeSeconds: z.optional(names.check(z.minLength(1))),
  images: z.optional(z.string()),
  imagesAtMost: z.optional(z.boolean()),
  imagesUnknown: z.optional(z.boolean()),
  text: z.optional(names.check(z.minLength(1))),
  inputImages: z.optional(
    z.strictObject({
      credits: z.number(),
      of: names.check(z.minLength(1)),
      free: z.optional(z.int()),
      atMost: z.optional(z.boolean())
    })
  ),
  unless: z.optional(names.check(z.minLength(1)))
});

const preset = z.strictObject({ name: z.string(), param: z.string(), text: z.string() });

/**
 * What a finished task offers this entry as "more from this result": `of` names the entries of such tasks, `each` asks for
 * one offer a result of that kind (else one for the task), `when` looks at the task's input, `fill` says for parameters
 * where their value comes from (`taskId`, `result.ref`, `result.place` counted from 0, `result.url`, `result.title`,
 * `input.NAME`; an offer whose required ones are not there is not made), `set` gives fixed ones.
 */
const source = z.strictObject({
  of: names.check(z.minLength(1)),
  each: z.optional(z.enum(['image', 'video', 'audio', 'text', 'json'])),
  when: z.optional(conditions),
  fill: z.record(filled, z.string().check(z.regex(/^(taskId|result\.(ref|place|url|title)|input\.\w+)$/))),
  set: z.optional(z.record(filled, z.unknown()))
});

export const entrySchema = z.strictObject({
  id: filled,
  name: filled,
  family: filled,
  summary: filled,
  task: filled,
  alsoTasks: z.optional(names),
  aliases: z.optional(names),
  output: z.enum(['image', 'video', 'audio', 'text', 'json']),
  status: z.enum(['current', 'legacy', 'retired']),
  successor: z.optional(z.string()),
  renames: z.optional(z.record(filled, filled)),
  from: z.optional(z.array(source).check(z.minLength(1))),
  operation: z.string().check(z.regex(/^(GET|POST) \/api\/v1\//)),
  docs: z.optional(z.url()),
  ask: z.optional(z.literal('media-first')),
  presets: z.optional(z.array(preset)),
  modeLabels: z.optional(z.record(z.string(), z.string())),
  // Which picture a mask is painted over, and the colour that marks the part to change.
  masks: z.optional(z.record(filled, z.strictObject({ of: filled, paint: z.enum(['black', 'white']) }))),
  // Lists of boxes (x1, y1, x2, y2 in pixels) that are drawn on pictures, one list for each picture of the other parameter.
  boxes: z.optional(z.record(filled, z.strictObject({ of: filled }))),
  params: z.record(z.string(), param),
  query: z.optional(names),
  topLevelParams: z.optional(z.record(z.string(), param)),
  callBackRequired: yes,
  rules: z.array(rule),
  price: z.optional(z.array(price)),
  priceBy: z.optional(priceBy),
  result: z.optional(z.unknown()),
  conflicts: z.optional(z.array(z.unknown()))
});

export type FormatEntry = z.infer<typeof entrySchema>;
