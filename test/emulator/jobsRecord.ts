/** What recordInfo says of a task that createTask made. Source: docs.kie.ai/market/common/get-task-detail */
import type { Seen } from './seen.ts';

export function jobsRecord({ task, phase, word, lacks }: Seen): object {
  const shown = word ?? phase;
  const isDone = shown === 'success' || shown === 'fail';
  return {
    taskId: task.taskId,
    model: task.model,
    state: shown,
    param: task.param,
    ...(shown === 'success' ? { resultJson: lacks ? '{"resultUrls":[]}' : (task.resultJson ?? '') } : {}),
    failCode: shown === 'fail' ? (task.failCode ?? '') : null,
    failMsg: shown === 'fail' ? (task.failMsg ?? '') : null,
    costTime: isDone ? (task.completeTime ?? task.createTime) - task.createTime : null,
    completeTime: isDone ? task.completeTime : null,
    createTime: task.createTime,
    updateTime: task.completeTime ?? task.createTime,
    ...(task.model.startsWith('sora-2') ? { progress: isDone ? 100 : 50 } : {}),
    ...(isDone ? { creditsConsumed: task.credits } : {})
  };
}
