/** The recordInfo response for a task of createTask, as recorded in October 2026. */
import type { TaskView } from '../taskView.ts';
import type { EmulatedTask } from '../types.ts';
import { parseJson } from '../check/values.ts';

/** Models that are charged on acceptance (recorded for Kling 3.0 Omni). */
const PREPAID = 'kling';

export function jobsRecord(view: TaskView): object {
  const { task, phase, stateOverride, lacksUrls } = view;
  const shown = stateOverride ?? phase;
  const isDone = shown === 'success' || shown === 'fail';
  const resultJson = shown !== 'success' ? '' : lacksUrls ? '{"resultUrls":[]}' : (task.resultJson ?? '');
  const param = JSON.stringify({ input: JSON.stringify(task.input), model: task.model });
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

/** Two of three failed tasks omit their end time and cost, unless a fault decides it. */
const hidesItsEnd = ({ taskId, isEndNamed = parseInt(taskId.slice(-6), 16) % 3 === 0 }: EmulatedTask): boolean =>
  !isEndNamed;

/** `costTime` is in whole seconds, truncated. */
function end({ task }: TaskView): object {
  const { completeTime = task.createTime, createTime, credits } = task;
  return { costTime: Math.floor((completeTime - createTime) / 1_000), completeTime, creditsConsumed: credits };
}
