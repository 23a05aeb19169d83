/** The progress of a task, as visible to a query. */
import { performance } from 'node:perf_hooks';
import type { Effect, EmulatedTask, TaskState } from './types.ts';
import { isRecord, parseJson } from './check/values.ts';

/** Effects that change a task after it was accepted. */
export const SHAPES: readonly Effect['kind'][] = [
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
  readonly bornAt: number;
  readonly effects: readonly Effect[];
  readonly work: Promise<void>;
  isWorkDone: boolean;
  successPolls: number;
}

/** A task as seen by one query. */
export interface Seen {
  readonly task: EmulatedTask;
  readonly phase: TaskState;
  /** The elapsed share of its time, 0 to 1. */
  readonly part: number;
  /** A state that a fault substitutes for the real one. */
  readonly word?: string;
  /** The result of the work, available once it ends. */
  readonly result?: Readonly<Record<string, unknown>>;
  /** The number of songs that exist although it failed. */
  readonly songs?: number;
  /** The result has no URLs yet. */
  readonly lacks: boolean;
}

/** Returns the current view of a query. */
export function seenOf(running: Running, taskMs: number, now: () => number): Seen {
  const { task, effects } = running;
  const steps = effectOf(effects, 'steps');
  const elapsed = (performance.now() - running.bornAt) / taskMs;
  const part = Math.min(1, steps ? task.polls / steps.polls : elapsed);
  const phase = phaseOf(running, part);
  if (phase === 'success' || phase === 'fail') task.completeTime ??= now();
  const strange = effectOf(effects, 'state');
  const failure = phase === 'fail' ? effectOf(effects, 'fail') : undefined;
  const word = strange && task.polls <= strange.polls ? strange.word : failure?.word;
  const result = phase === 'waiting' || task.resultJson === undefined ? undefined : parseJson(task.resultJson);
  return {
    task,
    phase,
    part,
    ...(word === undefined ? {} : { word }),
    ...(isRecord(result) ? { result } : {}),
    ...(failure?.songs === undefined ? {} : { songs: failure.songs }),
    lacks: false
  };
}

/** The same without the audio of all songs after the first `songs`. */
export function withoutSound(seen: Seen, songs: number): Seen {
  let left = songs;
  const mute = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mute);
    if (!isRecord(value)) return value;
    const sound = ['audio', 'audio_url'].some(name => typeof value[name] === 'string');
    const keep = sound && left-- > 0;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, /^audio(_url)?$/.test(name) && !keep ? '' : mute(inner)])
    );
  };
  const result = mute(seen.result);
  return isRecord(result) ? { ...seen, result, task: { ...seen.task, resultJson: JSON.stringify(result) } } : seen;
}

function phaseOf({ task, effects, isWorkDone }: Running, part: number): TaskState {
  if (part < 0.15) return 'waiting';
  if (part < 0.3) return 'queuing';
  if (part < 1 || !isWorkDone || effectOf(effects, 'stuck')) return 'generating';
  return task.failCode === undefined ? 'success' : 'fail';
}

export function effectOf<K extends Effect['kind']>(
  effects: readonly Effect[],
  kind: K
): Extract<Effect, { kind: K }> | undefined {
  return effects.find((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
}
