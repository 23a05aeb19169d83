/** The recordInfo response for a task of createTask, as recorded in October 2026. */
import type { Seen } from '../taskView.ts';
import { parseJson } from '../check/values.ts';

/** Models that are charged on acceptance (recorded for Kling 3.0 Omni). */
const PREPAID = 'kling';

export function jobsRecord(seen: Seen): object {
  const { task, phase, word, lacks } = seen;
  const shown = word ?? phase;
  const isDone = shown === 'success' || shown === 'fail';
  const resultJson = shown !== 'success' ? '' : lacks ? '{"resultUrls":[]}' : (task.resultJson ?? '');
  const param = JSON.stringify({ input: JSON.stringify(task.input), model: task.model });
  return {
    taskId: task.taskId,
    model: task.model,
    state: shown,
    param,
    resultJson,
    failCode: shown === 'fail' ? (task.failCode ?? '') : null,
    failMsg: shown === 'fail' ? (task.failMsg ?? '') : null,
    ...(isDone && !(shown === 'fail' && hidesItsEnd(task.taskId))
      ? end(seen)
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

/** Two of three failed tasks omit their end time and cost. */
const hidesItsEnd = (taskId: string): boolean => parseInt(taskId.slice(-6), 16) % 3 !== 0;

/** `costTime` is in whole seconds, truncated. */
function end({ task }: Seen): object {
  const { completeTime = task.createTime, createTime, credits } = task;
  return { costTime: Math.floor((completeTime - createTime) / 1_000), completeTime, creditsConsumed: credits };
}
