import type { Draft } from './form.ts';
import type { ModelEntry } from './model.ts';
import { mainPrompt } from './catalog/mainPrompt.ts';
import type { Batch } from './protocol/batch.ts';

/** One run of a batch. */
export interface BatchDraft {
  /** Distinguishes it from the others: "A red kite · 16:9", or "#2". */
  readonly name: string;
  readonly draft: Draft;
}

/** The characters of a prompt in the name of a run. */
const MAX_PROMPT = 60;

/**
 * The runs of a batch: each prompt with each combination of the varied values, `times` times. Fixed seeds increase by 1
 * with each repetition (and wrap around to their documented minimum).
 */
export function batchRuns(entry: Pick<ModelEntry, 'params'>, draft: Draft, batch: Batch): readonly BatchDraft[] {
  const { times, sweep, second, prompts } = batch;
  const prompt = mainPrompt(entry);
  const axes: readonly Axis[] = [
    ...(prompts === undefined || prompt === undefined ? [] : [{ name: prompt, values: prompts }]),
    ...(sweep === undefined ? [] : [sweep]),
    ...(second === undefined ? [] : [second])
  ];
  const combined = axes.reduce<readonly BatchDraft[]>(
    (runs, { name, values }) =>
      runs.flatMap(run =>
        values.map(value => ({
          name: run.name === '' ? shortened(value) : `${run.name} · ${shortened(value)}`,
          draft: { ...run.draft, [name]: value }
        }))
      ),
    [{ name: '', draft }]
  );
  return combined.flatMap(run =>
    Array.from({ length: times }, (_, repetition) => ({
      name: times === 1 ? run.name : `${run.name} #${repetition + 1}`.trim(),
      draft: { ...run.draft, ...Object.fromEntries(seeds(entry, run.draft, repetition)) }
    }))
  );
}

interface Axis {
  readonly name: string;
  readonly values: readonly unknown[];
}

function shortened(value: unknown): string {
  const text = String(value).replace(/\s+/g, ' ').trim();
  return text.length <= MAX_PROMPT ? text : `${text.slice(0, MAX_PROMPT - 1).trimEnd()}…`;
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
