/** The progress of a task, as visible to a query. */
import { performance } from 'node:perf_hooks';
import type { Effect, EmulatedTask, TaskState } from './types.ts';
import { isRecord, parseJson } from './check/values.ts';

/** Effects that change a task after it was accepted. */
export const TASK_EFFECTS: readonly Effect['kind'][] = [
  'notFound',
  'noAddresses',
  'noSound',
  'state',
  'fail',
  'deadResults',
  'steps',
  'stuck'
];

export interface Running {
  readonly task: EmulatedTask;
  readonly startedAt: number;
  readonly effects: readonly Effect[];
  readonly work: Promise<void>;
  isWorkDone: boolean;
  successPolls: number;
}

/** A task as view by one query. */
export interface TaskView {
  readonly task: EmulatedTask;
  readonly phase: TaskState;
  /** The elapsed share of its time, 0 to 1. */
  readonly progress: number;
  /** A state that a fault substitutes for the real one. */
  readonly stateOverride?: string;
  /** The result of the work, available once it ends. */
  readonly result?: Readonly<Record<string, unknown>>;
  /** The number of songs that exist although it failed. */
  readonly songs?: number;
  /** The result has no URLs yet. */
  readonly lacksUrls: boolean;
}

/** Returns the current view of a query. */
export function viewOf(running: Running, taskMs: number, now: () => number): TaskView {
  const { task, effects } = running;
  const steps = effectOf(effects, 'steps');
  const elapsed = (performance.now() - running.startedAt) / taskMs;
  const progress = Math.min(1, steps ? task.polls / steps.polls : elapsed);
  const phase = phaseOf(running, progress);
  if (phase === 'success' || phase === 'fail') task.completeTime ??= now();
  const stateEffect = effectOf(effects, 'state');
  const failure = phase === 'fail' ? effectOf(effects, 'fail') : undefined;
  const stateOverride = stateEffect && task.polls <= stateEffect.polls ? stateEffect.word : failure?.word;
  const result = phase === 'waiting' || task.resultJson === undefined ? undefined : parseJson(task.resultJson);
  return {
    task,
    phase,
    progress,
    ...(stateOverride === undefined ? {} : { stateOverride }),
    ...(isRecord(result) ? { result } : {}),
    ...(failure?.songs === undefined ? {} : { songs: failure.songs }),
    lacksUrls: false
  };
}

/** The same without the audio of all songs after the first `songs`. */
export function withoutAudio(view: TaskView, songs: number): TaskView {
  let left = songs;
  const withoutAudioUrl = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withoutAudioUrl);
    if (!isRecord(value)) return value;
    const hasAudio = ['audio', 'audio_url'].some(name => typeof value[name] === 'string');
    const keep = hasAudio && left-- > 0;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        /^audio(_url)?$/.test(name) && !keep ? '' : withoutAudioUrl(inner)
      ])
    );
  };
  const result = withoutAudioUrl(view.result);
  return isRecord(result) ? { ...view, result, task: { ...view.task, resultJson: JSON.stringify(result) } } : view;
}

function phaseOf({ task, effects, isWorkDone }: Running, progress: number): TaskState {
  if (progress < 0.15) return 'waiting';
  if (progress < 0.3) return 'queuing';
  if (progress < 1 || !isWorkDone || effectOf(effects, 'stuck')) return 'generating';
  return task.failCode === undefined ? 'success' : 'fail';
}

export function effectOf<K extends Effect['kind']>(
  effects: readonly Effect[],
  kind: K
): Extract<Effect, { kind: K }> | undefined {
  return effects.find((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
}
