import type { Draft } from './form.ts';
import type { ModelEntry } from './model.ts';
import type { Batch } from './protocol/batch.ts';

/**
 * The drafts of a batch: one for each value of the swept parameter, or copies whose fixed seeds increase by 1 per run
 * (and wrap around to their documented minimum).
 */
export function batchDrafts(
  entry: Pick<ModelEntry, 'params'>,
  draft: Draft,
  { times, sweep }: Batch
): readonly Draft[] {
  if (sweep !== undefined) return sweep.values.map(value => ({ ...draft, [sweep.name]: value }));
  return Array.from({ length: times }, (_, run) => ({ ...draft, ...Object.fromEntries(seeds(entry, draft, run)) }));
}

function* seeds(
  { params }: Pick<ModelEntry, 'params'>,
  draft: Draft,
  run: number
): Generator<readonly [string, number]> {
  for (const [name, param] of Object.entries(params)) {
    const value = draft[name];
    if (!/^seeds?$/i.test(name) || typeof value !== 'number' || value < 0) continue;
    const next = value + run;
    const max = param.maximum ?? Number.MAX_SAFE_INTEGER;
    yield [name, next <= max ? next : (param.minimum ?? 0) + (next - max - 1)];
  }
}
