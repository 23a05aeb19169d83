// Calls of the host tests to the KIE emulator.
import assert from 'node:assert/strict';
import type { LoggedRequest } from '../../emulator/types.ts';

/** A task created on another computer. */
export async function createTaskElsewhere(path: string, body: unknown): Promise<string> {
  const answer = await fetch(`${process.env['KIE_TEST_API']}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env['KIE_TEST_KEY']}` },
    body: JSON.stringify(body)
  });
  const { data } = (await answer.json()) as { readonly data: { readonly taskId: string } };
  return data.taskId;
}

/** Sends an admin call to the emulator (see test/emulator/README.md): GET, or POST when there is a body. */
export async function emulator(call: string, body?: unknown): Promise<unknown> {
  const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${process.env['KIE_TEST_API']}/__admin/${call}`, post);
  assert.ok(answer.ok, `the emulator answers ${call}`);
  return answer.json();
}

export interface Submission {
  readonly taskId: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export const submissions = async (): Promise<readonly Submission[]> =>
  (await emulator('submissions')) as readonly Submission[];

export const requests = async (): Promise<readonly LoggedRequest[]> =>
  (await emulator('requests')) as readonly LoggedRequest[];

/** Keeps the next accepted task from ending. */
export const holdNextTask = (): Promise<unknown> => emulator('faults', { call: 'task', effect: { kind: 'stuck' } });
