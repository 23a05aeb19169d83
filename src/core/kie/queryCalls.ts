import type { ApiCaller } from '../http/apiCaller.ts';
import { unreadable } from '../http/errors/networkFailures.ts';
import type { Limiter } from '../http/rateLimit/limiter.ts';
import type { CallOptions, KieClient } from './clientTypes.ts';
import { otherTask, unknownTask } from './records.ts';
import type { TaskRecord } from './taskRecord.ts';
import { JOBS } from './services/jobs.ts';
import { number } from './services/values.ts';

/** Creates the calls of {@link KieClient} that read and cost nothing. They share one rate limiter. */
export function queryCalls(
  caller: ApiCaller,
  lane: Limiter
): Pick<KieClient, 'credits' | 'recordInfo' | 'downloadUrl'> {
  return {
    async credits(options) {
      const url = caller.api('/api/v1/chat/credit');
      const data = await caller.retried([500], options?.signal, () =>
        caller.call({
          kind: 'credits',
          method: 'GET',
          url,
          lane,
          turn: { group: 'credits', watched: true },
          options,
          key: options?.key
        })
      );
      const credits = number(data);
      if (credits === undefined) throw unreadable('credits');
      return credits;
    },
    recordInfo: (taskId, options) => recordInfo(caller, lane, taskId, options),
    async downloadUrl(url, options) {
      const own = options?.own;
      const data = await caller.retried([500], options?.signal, () =>
        caller.call({
          kind: 'downloadUrl',
          method: 'POST',
          url: caller.api(own?.path ?? '/api/v1/common/download-url'),
          json: own === undefined ? { url } : { taskId: own.taskId, url },
          lane,
          turn: turnOf(url, options),
          options
        })
      );
      if (typeof data !== 'string' || !URL.canParse(data)) throw unreadable('downloadUrl');
      return data;
    }
  };
}

type RecordOptions = NonNullable<Parameters<KieClient['recordInfo']>[1]>;

async function recordInfo(
  caller: ApiCaller,
  lane: Limiter,
  taskId: string,
  options: RecordOptions | undefined
): Promise<TaskRecord> {
  const service = options?.service ?? JOBS;
  // A service without records has no task IDs to query.
  if (service.status === undefined) throw unknownTask();
  const url = caller.api(service.status(taskId));
  const data = await caller.retried([500], options?.signal, () =>
    caller.call({ kind: 'record', method: 'GET', url, lane, turn: turnOf(taskId, options), options })
  );
  const record = service.read(data, options?.output ?? service.output);
  // A response about another task, for example from a cache, proves nothing about this one.
  if (record.taskId === '') return record;
  if (record.taskId.toLowerCase() !== taskId.toLowerCase()) throw otherTask();
  return { ...record, taskId };
}

const turnOf = (group: string, options: CallOptions | undefined) => ({ group, watched: options?.watched === true });
