/** Small helpers over node:http: request bodies and response envelopes. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A response that is not sent yet, so that a fault can still corrupt it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly code?: number;
}

/** The envelope of docs.kie.ai/common-api/quickstart: code, msg, data. Default status: HTTP 200. */
export function envelope(code: number, msg: string, data?: unknown, status = 200): Answer {
  return json({ code, msg, ...(data === undefined ? {} : { data }) }, status, code);
}

/** The envelope of the upload host, with `success`. Source: docs.kie.ai/file-upload-api */
export function uploadEnvelope(code: number, msg: string, data?: unknown, status = 200): Answer {
  return json({ success: code === 200, code, msg, ...(data === undefined ? {} : { data }) }, status, code);
}

export function json(value: unknown, status = 200, code?: number): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: Buffer.from(JSON.stringify(value)),
    ...(code === undefined ? {} : { code })
  };
}

/** Reads a whole body; returns undefined when it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}

export function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
  response.end(answer.body);
}
