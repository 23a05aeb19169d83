/** Scripted faults: which requests fail, and how their responses are corrupted. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { Answer } from './hosts/http.ts';
import { json, send } from './hosts/http.ts';
import type { CallName, Effect, Fault } from './types.ts';

/** The scripted faults, in the order they were added; each request consumes the first match. */
export class FaultScript {
  #faults: { readonly fault: Fault; skip: number; left: number }[] = [];

  script(...faults: readonly Fault[]): void {
    for (const fault of faults) {
      const times = fault.times ?? 1;
      this.#faults.push({ fault, skip: fault.skip ?? 0, left: times === 0 ? Infinity : times });
    }
  }

  clear(): void {
    this.#faults = [];
  }

  /** Faults that have not been consumed. */
  get pending(): readonly Fault[] {
    return this.#faults.filter(entry => entry.left > 0).map(entry => entry.fault);
  }

  take(call: CallName, model?: string): Fault | undefined {
    for (const fault of this.#matching(call, model, '')) return fault;
    return undefined;
  }

  /** Consumes every fault that matches a task, each once. @param input - JSON text */
  takeAll(model: string, input: string): Fault[] {
    return [...this.#matching('task', model, input)];
  }

  /** Consumes each fault as it is yielded. */
  *#matching(call: CallName, model: string | undefined, input: string): Generator<Fault> {
    for (const entry of this.#faults) {
      if (entry.left === 0 || entry.fault.call !== call) continue;
      if (entry.fault.model !== undefined && entry.fault.model !== model) continue;
      if (entry.fault.input !== undefined && !input.includes(entry.fault.input)) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.left -= 1;
      yield entry.fault;
    }
  }
}

/** Redirect targets: the same request on this origin, or on another one. */
export interface RedirectTargets {
  readonly same: string;
  readonly cross: string;
}

/**
 * Runs `work` under a fault and sends the response. Effects that count as "before" never call `work`. Returns the HTTP
 * status sent (0 when the connection was cut) and the envelope's code.
 */
export async function answerUnder(
  fault: Fault | undefined,
  response: ServerResponse,
  targets: RedirectTargets,
  work: () => Promise<Answer>
): Promise<{ status: number; code?: number }> {
  if (fault?.delayMs !== undefined) await sleep(fault.delayMs);
  const effect: Effect = fault?.effect ?? { kind: 'delay' };
  const refusal = before(effect, targets);
  if (effect.kind === 'reset') return cut(response);
  if (refusal) return out(response, refusal);
  const answer = await work();
  switch (effect.kind) {
    case 'resetAfter':
      return cut(response);
    case 'truncate':
      return truncate(response, answer);
    case 'malformed':
      return out(response, { ...answer, body: answer.body.subarray(0, Math.max(1, answer.body.length - 2)) });
    case 'html':
      return out(response, {
        status: effect.status ?? 200,
        headers: { 'content-type': 'text/html' },
        body: Buffer.from('<!doctype html><title>Just a moment...</title><h1>Gateway</h1>')
      });
    case 'huge':
      return out(response, json({ code: 200, msg: 'x'.repeat(effect.megabytes * 1_000_000), data: null }, 200, 200));
    default:
      return out(response, answer);
  }
}

function before(effect: Effect, targets: RedirectTargets): Answer | undefined {
  if (effect.kind === 'code') {
    return json({ code: effect.code, msg: effect.msg ?? messageOf(effect.code), data: null }, 200, effect.code);
  }
  if (effect.kind === 'status') {
    const answer = json(
      { code: effect.status, msg: messageOf(effect.status), data: null },
      effect.status,
      effect.status
    );
    const { retryAfter } = effect;
    if (retryAfter === undefined) return answer;
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
  }
  if (effect.kind === 'gone') return gone(effect.as ?? 'status');
  if (effect.kind === 'redirect') {
    return { status: effect.status ?? 307, headers: { location: targets[effect.to] }, body: Buffer.alloc(0) };
  }
  return undefined;
}

/** Possible responses of a withdrawn endpoint; 505 is the documented code of a disabled feature. */
function gone(as: 'status' | 'code' | 'moved'): Answer {
  const msg = 'This interface has moved to POST /api/v1/jobs/createTask';
  if (as === 'moved') return json({ code: 505, msg, data: null }, 200, 505);
  return json({ code: 404, msg: messageOf(404), data: null }, as === 'status' ? 404 : 200, 404);
}

function out(response: ServerResponse, answer: Answer): { status: number; code?: number } {
  send(response, answer);
  return { status: answer.status, ...(answer.code === undefined ? {} : { code: answer.code }) };
}

function cut(response: ServerResponse): { status: number } {
  response.socket?.resetAndDestroy();
  return { status: 0 };
}

async function truncate(response: ServerResponse, answer: Answer): Promise<{ status: number; code?: number }> {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
  await new Promise<void>(resolve => {
    response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => {
      resolve();
    });
  });
  response.socket?.destroy();
  return { status: answer.status, ...(answer.code === undefined ? {} : { code: answer.code }) };
}

/** The messages of the documented codes. Source: docs.kie.ai, status codes of the model pages. */
export function messageOf(code: number): string {
  const texts: Readonly<Record<number, string>> = {
    400: 'Invalid request parameters',
    401: 'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.',
    402: 'Insufficient credits',
    404: 'Not found',
    405: 'Method not allowed',
    408: 'Upstream timed out',
    422: 'Validation error',
    429: 'Rate limit exceeded',
    430: 'Your call frequency is too high',
    433: 'Sub-key usage limit exceeded',
    451: 'Failed to fetch the image',
    455: 'Service unavailable: maintenance',
    500: 'Internal server error',
    501: 'Generation failed',
    505: 'Feature disabled',
    531: 'Server error, credits were given back',
    550: 'Connection refused: queue is full'
  };
  return texts[code] ?? `Error ${code}`;
}
