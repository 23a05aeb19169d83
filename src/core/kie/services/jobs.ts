import { CREATE_TASK } from '../../../shared/model.ts';
import { readRecord } from '../records.ts';
import type { Service } from './service.ts';
import { taskIdOf } from './values.ts';

const recordInfo = (taskId: string): string => `/api/v1/jobs/recordInfo?taskId=${encodeURIComponent(taskId)}`;

/** Service of all current models. Source: docs.kie.ai/market/quickstart */
export const JOBS: Service = {
  id: 'jobs',
  label: 'Market',
  operations: [CREATE_TASK],
  output: 'json',
  start: ({ model, input, callBackUrl }) => ({
    method: 'POST',
    path: '/api/v1/jobs/createTask',
    json: { model, input, ...(callBackUrl === undefined ? {} : { callBackUrl }) }
  }),
  started: data => {
    const taskId = taskIdOf(data);
    return taskId === undefined ? undefined : { taskId };
  },
  status: recordInfo,
  read: readRecord
};
