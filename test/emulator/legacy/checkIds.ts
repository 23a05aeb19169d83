/** Follow-ups accept only ids issued here: finished tasks of the right kind, their results, tracks, voices. */
import type { TableEntry } from '../catalogData.ts';
import type { IdKind } from '../issuedIds.ts';
import type { State } from '../state.ts';
import type { Problem } from '../types.ts';
import { isUnset, textOf } from '../check/values.ts';
import { PARENT_REQUIREMENTS } from './parentTasks.ts';

type Input = Readonly<Record<string, unknown>>;
type Named = readonly [name: string, value: unknown] | undefined;

/**
 * Parameters that hold ids wherever they occur, with the accepted kinds. The Omni helper's audio_id is a preset voice.
 */
const ANYWHERE: Readonly<Record<string, readonly IdKind[]>> = {
  personaId: ['persona', 'voice'],
  persona_id: ['persona', 'voice'],
  audio_ids: ['omniAudio'],
  character_ids: ['omniCharacter']
};

export function checkIds(state: State, entry: TableEntry, input: Input): Problem[] {
  const problems: Problem[] = [];
  const wrong = (name: string, message: string): void => {
    problems.push({ path: `input.${name}`, message });
  };
  for (const [name, kinds] of Object.entries(ANYWHERE)) {
    const model = input['personaModel'] ?? input['persona_model'];
    const isPersona = kinds.includes('persona');
    const fitting =
      isPersona && model !== undefined ? ([model === 'voice_persona' ? 'voice' : 'persona'] as const) : kinds;
    for (const id of Object.hasOwn(entry.params, name) ? [input[name] ?? []].flat() : []) {
      if (!fitting.some(kind => state.issued.find(kind, id))) wrong(name, `No ${fitting.join(' or ')} has this id`);
    }
  }
  const demand = PARENT_REQUIREMENTS.get(entry.id);
  if (!demand) return problems;
  const task = firstSet(input, ['taskId', 'task_id', 'origin_task_id']);
  const audio = firstSet(input, ['audioId', 'audio_id']);
  if (task && demand.tasks) {
    const message = checkTask(state, demand.tasks, textOf(task[1]), input);
    if (message !== undefined) wrong(task[0], message);
  }
  if (audio && demand.audio) {
    const issued = state.issued.find(demand.audio, audio[1]);
    if (!issued || (task && issued.taskId !== task[1])) wrong(audio[0], `No ${demand.audio} of this task has this id`);
    // The end of an unknown track is not known.
    const from = issued && firstSet(input, ['continueAt', 'continue_at', 'infillEndS', 'infill_end_s']);
    if (from && Number(from[1]) >= (issued.seconds ?? Infinity)) wrong(from[0], 'Lies behind the end of the track');
  }
  return problems;
}

function firstSet(input: Input, names: readonly string[]): Named {
  const name = names.find(candidate => !isUnset(input[candidate]));
  return name === undefined ? undefined : [name, input[name]];
}

/** Returns the problems of a task id, or of the result number in it. */
function checkTask(state: State, fitting: readonly string[], taskId: string, input: Input): string | undefined {
  const view = state.tasks.peek(taskId);
  if (!view) return 'No such task';
  if (!fitting.includes(view.task.model)) return `A task of ${view.task.model} cannot be continued here`;
  if (view.phase !== 'success') return 'The task is not successful, or not yet';
  const index = firstSet(input, ['index', 'imageIndex']);
  const results = view.result?.['resultUrls'];
  const count = Array.isArray(results) ? results.length : 0;
  if (index && !(Number(index[1]) >= 0 && Number(index[1]) < count)) return `Has ${count} results, counted from 0`;
  return undefined;
}
