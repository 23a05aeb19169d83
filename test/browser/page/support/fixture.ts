import type { FormModel, ModelSummary } from '../../../../src/shared/form.ts';
import type { ModelEntry, Param } from '../../../../src/shared/model.ts';

/** A model entry with these parameters. */
export const entryWith = (
  id: string,
  name: string,
  params: Readonly<Record<string, Param>>,
  more: Partial<ModelEntry> = {}
): ModelEntry => ({
  id,
  name,
  family: 'fixture',
  summary: 'Made for the test.',
  task: 'text-to-image',
  output: 'image',
  status: 'current',
  operation: 'POST /api/v1/jobs/createTask',
  params,
  rules: [],
  ...more
});

const long = Array.from({ length: 20 }, (_, i) => `Voice ${i + 1}`);

/** One model with every kind of control, and two small ones to switch to. */
export const entries: readonly ModelEntry[] = [
  entryWith('test/everything', 'Everything', {
    prompt: { required: true, type: 'string', maxLength: 2000, label: 'Prompt', note: 'What to make.' },
    picture: { required: true, type: 'string', media: 'image', accept: ['image/png'], maxSizeMB: 10, label: 'Picture' },
    pictures: { type: 'array', media: 'image', maxItems: 4, items: { type: 'string' }, label: 'Pictures' },
    size: { type: 'string', enum: ['1K', '2K', '4K'], default: '1K', label: 'Size' },
    duration: { type: 'integer', enum: [5, 10], label: 'Duration' },
    ratio: { type: 'string', enum: ['1:1', '16:9', '9:16', '4:3', '3:4', '21:9'], label: 'Ratio' },
    quality: {
      type: 'string',
      enum: ['low and fast', 'medium', 'high', 'as high as it goes'],
      label: 'Quality'
    },
    voice: { type: 'string', enum: long, label: 'Voice' },
    loop: { type: 'boolean', default: true, label: 'Loop' },
    strength: { type: 'number', minimum: 0, maximum: 1, step: 0.1, default: 0.5, label: 'Strength' },
    seed: { type: 'integer', minimum: 0, maximum: 2147483647, label: 'Seed' },
    tint: { type: 'string', pattern: '^#[0-9A-Fa-f]{6}$', label: 'Tint' },
    style: { type: 'string', maxLength: 80, label: 'Style' },
    tags: { type: 'array', items: { type: 'string' }, label: 'Tag' },
    boxes: { type: 'array', items: { type: 'array', items: { type: 'integer' } }, label: 'Box' },
    turns: {
      required: true,
      type: 'array',
      minItems: 1,
      maxItems: 3,
      label: 'Turns',
      items: {
        type: 'object',
        label: 'Turn',
        requiredKeys: ['text'],
        properties: {
          text: { type: 'string', label: 'Text' },
          start: { type: 'number', minimum: 0, label: 'Start' },
          media: {
            type: 'array',
            label: 'Turn media',
            items: { type: 'string' },
            oneOf: [
              { media: 'image', maxItems: 4 },
              { media: 'video', maxItems: 1 }
            ]
          }
        }
      }
    },
    old: { type: 'boolean', deprecated: 'use Loop', label: 'Old' }
  }),
  entryWith('test/only-prompt', 'Only Prompt', { prompt: { required: true, type: 'string', label: 'Prompt' } }),
  entryWith(
    'test/speak',
    'Speak',
    { text: { required: true, type: 'string', label: 'Text' } },
    { task: 'text-to-speech', output: 'audio' }
  )
];

export const formOf = (model: ModelEntry): FormModel => ({ entry: model, order: Object.keys(model.params) });

export const summaryOf = (model: ModelEntry): ModelSummary => ({
  id: model.id,
  name: model.name,
  family: model.family,
  task: model.task,
  alsoTasks: model.alsoTasks ?? [],
  output: model.output,
  summary: model.summary,
  status: model.status
});
