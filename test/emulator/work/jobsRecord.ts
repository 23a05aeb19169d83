/** The recordInfo response for a task of createTask, as recorded in October 2026. */
import type { TableEntry } from '../catalogData.ts';
import { defaultOf } from '../check/checkRules.ts';
import { parseJson } from '../check/values.ts';
import type { TaskView } from '../taskView.ts';
import type { EmulatedTask } from '../types.ts';

/** Models that are charged on acceptance (recorded for Kling 3.0 Omni). */
const PREPAID = 'kling';

export function jobsRecord(view: TaskView, entry?: TableEntry): object {
  const { task, phase, stateOverride, lacksUrls } = view;
  const shown = stateOverride ?? phase;
  const isDone = shown === 'success' || shown === 'fail';
  const resultJson = shown !== 'success' ? '' : lacksUrls ? '{"resultUrls":[]}' : (task.resultJson ?? '');
  const param = JSON.stringify({ input: JSON.stringify(recordedInput(task, entry)), model: task.model });
  return {
    taskId: task.taskId,
    model: task.model,
    state: shown,
    param,
    resultJson,
    failCode: shown === 'fail' ? (task.failCode ?? '') : null,
    failMsg: shown === 'fail' ? (task.failMsg ?? '') : null,
    ...(isDone && !(shown === 'fail' && hidesItsEnd(task))
      ? end(view)
      : {
          costTime: null,
          completeTime: null,
          creditsConsumed: isDone ? null : task.model.startsWith(PREPAID) ? task.credits : 0
        }),
    createTime: task.createTime,
    operationType: task.model,
    ...(shown === 'success' ? { response: parseJson(resultJson) } : {}),
    successFlag: shown === 'success' ? 1 : shown === 'fail' ? 3 : 0,
    paramJson: param
  };
}

/** Some models add fields of their own and empty lists to the input (recorded for Kling 3.0 Omni and Gemini TTS). */
function recordedInput({ model, input }: EmulatedTask, entry: TableEntry | undefined): object {
  if (model.startsWith('kling-3.0-omni/')) {
    const aspectRatio = entry && defaultOf(entry, input, 'aspect_ratio');
    const lists = { elements: [], image_urls: [], video_urls: [] };
    return { generate_type: model.replace(/^.*\//, ''), aspect_ratio: aspectRatio, ...lists, ...input };
  }
  if (/^google\/gemini-.*-tts$/.test(model)) {
    const { speakers } = input;
    const isDialogue = Array.isArray(speakers) && speakers.length > 1;
    const upstream = model.replace('google/', '').replace(/(\d)-(\d)/, '$1.$2');
    return { ...input, model: upstream, dialogue_mode: isDialogue ? 'multi' : 'single' };
  }
  return input;
}

/** Two of three failed tasks omit their end time and cost, unless a fault decides it. */
const hidesItsEnd = ({ taskId, isEndNamed = parseInt(taskId.slice(-6), 16) % 3 === 0 }: EmulatedTask): boolean =>
  !isEndNamed;

/** `costTime` is in whole seconds, truncated. */
function end({ task }: TaskView): object {
  const { completeTime = task.createTime, createTime, credits } = task;
  return { costTime: Math.floor((completeTime - createTime) / 1_000), completeTime, creditsConsumed: credits };
}
