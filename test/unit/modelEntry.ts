import type { ModelEntry } from '../../src/shared/model.ts';

/** An entry of the model table with all that must be there; `more` says what a test is about. */
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
