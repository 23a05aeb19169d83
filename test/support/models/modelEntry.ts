import type { ModelEntry } from '../../../src/shared/model.ts';

/** Returns a model entry with all required properties; `more` sets the properties under test. */
export const modelEntry = (more: Partial<ModelEntry> = {}): ModelEntry => ({
  id: 'test/model',
  name: 'Test',
  family: 'Test',
  summary: 'A test',
  task: 'text-to-image',
  output: 'image',
  status: 'current',
  operation: 'POST /api/v1/jobs/createTask',
  params: { prompt: { type: 'string', required: true } },
  rules: [],
  ...more
});
