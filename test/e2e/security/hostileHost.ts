import http from 'node:http';
import { listen } from '../../support/http/listen.ts';
import type { Cleanup } from '../../support/http/listen.ts';

export interface Answers {
  readonly taskId?: string;
  /** `data` of recordInfo, in addition to the task ID; `files` is the base address of the files below. */
  readonly record?: (files: string) => Readonly<Record<string, unknown>>;
  /** The whole answer to createTask in place of an accepted task. */
  readonly refusal?: unknown;
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly body: Buffer | string;
        readonly length?: number;
        /** The connection is lost after the body. */
        readonly isCut?: boolean;
      }
    >
  >;
}

/** A KIE on loopback with answers chosen by the test; `asked` holds the paths of all requests. */
export async function hostileHost(
  t: Cleanup,
  answers: Answers
): Promise<{ readonly base: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    asked.push(pathname);
    const { taskId = 'task-1' } = answers;
    const say = (value: unknown): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    request.resume();
    const file = answers.files?.[pathname.slice('/files/'.length)];
    if (pathname.endsWith('/createTask')) say(answers.refusal ?? { code: 200, data: { taskId } });
    else if (pathname.endsWith('/recordInfo'))
      say({ code: 200, data: { taskId, ...answers.record?.(`${base}/files/`) } });
    else if (pathname.endsWith('/chat/credit')) say({ code: 200, data: 1000 });
    else if (file !== undefined) {
      response.setHeader('content-type', file.type);
      response.setHeader('content-length', file.length ?? Buffer.byteLength(file.body));
      response.write(file.body, () => {
        if (file.isCut === true) response.socket?.end();
      });
      if (file.length === undefined) response.end();
    } else {
      response.statusCode = 404;
      say({ code: 404, msg: 'not found' });
    }
  });
  const base = `http://127.0.0.1:${await listen(t, server)}`;
  return { base, asked };
}
