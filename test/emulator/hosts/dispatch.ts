/** Routes a request to its host and applies the scripted fault. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerApi, routeOf } from './apiHost.ts';
import { answerUnder } from '../faults.ts';
import type { RedirectTargets } from '../faults.ts';
import { readBody } from './http.ts';
import type { State } from '../state.ts';
import { serveFile } from './storageHost.ts';
import type { CallName, Effect, HostName, LoggedRequest } from '../types.ts';
import { answerUpload } from './uploadHost.ts';
import { isRecord, parseJson } from '../check/values.ts';

export const BODY_LIMIT = 32 * 1024 * 1024;

/** Download effects that need no file; the others corrupt the stream itself. */
const WITHOUT_FILE: readonly Effect['kind'][] = ['reset', 'html', 'malformed', 'huge', 'code', 'status', 'redirect'];

export function callOf(state: State, host: HostName, path: string): CallName {
  switch (host) {
    case 'upload':
      return 'upload';
    case 'storage':
      return 'download';
    case 'api':
      return routeOf(state, path)?.call ?? 'unknown';
    case 'elsewhere':
      return 'unknown';
  }
}

/** The model a fault can match: the one in the path or in the body, the entry id for a legacy endpoint. */
function modelOf(state: State, path: string, body: unknown): string | undefined {
  const route = routeOf(state, path);
  const named = route?.model ?? route?.entry?.id;
  if (named !== undefined) return named;
  return isRecord(body) && typeof body['model'] === 'string' ? body['model'] : undefined;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Sends the response and logs it. */
export async function answer(
  state: State,
  logged: LoggedRequest,
  { request, response }: Exchange,
  targets: RedirectTargets
): Promise<void> {
  const note = (sent: { status: number; code?: number }): void => {
    logged.status = sent.status;
    if (sent.code !== undefined) logged.code = sent.code;
  };
  if (logged.host === 'storage' || logged.host === 'elsewhere') {
    request.resume();
    const fault = logged.host === 'storage' ? state.faults.take('download') : undefined;
    if (fault && WITHOUT_FILE.includes(fault.effect.kind)) {
      const nothing = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"code":') };
      note(await answerUnder(fault, response, targets, () => Promise.resolve(nothing)));
    } else {
      if (fault?.delayMs !== undefined) await sleep(fault.delayMs);
      logged.status = await serveFile(state, logged, response, fault);
    }
    return;
  }
  if (logged.host === 'upload') {
    const fault = state.faults.take('upload');
    if (fault && fault.effect.kind !== 'delay') request.resume();
    note(await answerUnder(fault, response, targets, () => answerUpload(state, logged, request)));
    return;
  }
  const bytes = await readBody(request, BODY_LIMIT);
  const text = bytes?.toString('utf8') ?? '';
  logged.size = bytes?.length ?? BODY_LIMIT;
  const body = parseJson(text);
  if (body !== undefined) logged.body = body;
  const fault = state.faults.take(logged.call, modelOf(state, logged.path, body));
  note(await answerUnder(fault, response, targets, () => answerApi(state, logged, text)));
}
