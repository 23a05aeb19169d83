/** The File Upload API: base64, stream and URL. Source: docs.kie.ai/file-upload-api/quickstart */
import type { IncomingMessage } from 'node:http';
import { extname } from 'node:path';
import type { Answer } from './http.ts';
import { readBody, uploadEnvelope } from './http.ts';
import { readParts } from './multipart.ts';
import { probe } from '../work/probe.ts';
import type { State } from '../state.ts';
import type { LoggedRequest, StoredFile } from '../types.ts';
import { isRecord, parseJson, textOf } from '../check/values.ts';

export const UPLOAD_PATHS: readonly string[] = [
  '/api/file-base64-upload',
  '/api/file-stream-upload',
  '/api/file-url-upload'
];
const JSON_LIMIT = 64 * 1024 * 1024;

/** Answers one upload. Reads the body itself, because a stream must not be buffered. */
export async function answerUpload(state: State, logged: LoggedRequest, request: IncomingMessage): Promise<Answer> {
  if (!UPLOAD_PATHS.includes(logged.path)) return uploadEnvelope(404, 'Not found', null, 404);
  if (logged.method !== 'POST') return uploadEnvelope(405, 'Method not allowed', null, 405);
  if (logged.key !== 'right') {
    request.resume();
    return uploadEnvelope(401, 'Authentication failed: Invalid API Key');
  }
  if (logged.path === '/api/file-stream-upload') return streamUpload(state, logged, request);
  if (!/^application\/json\b/.test(logged.headers['content-type'] ?? '')) {
    request.resume();
    return uploadEnvelope(400, 'Content-Type must be application/json');
  }
  const text = await readBody(request, JSON_LIMIT);
  const body = text ? parseJson(text.toString('utf8')) : undefined;
  logged.size = text?.length ?? 0;
  if (!isRecord(body)) return uploadEnvelope(400, 'The body is not valid JSON');
  return logged.path === '/api/file-base64-upload' ? base64Upload(state, logged, body) : urlUpload(state, logged, body);
}

async function streamUpload(state: State, logged: LoggedRequest, request: IncomingMessage): Promise<Answer> {
  const parts = await readParts(request, state.keepBytes);
  if (!parts) return uploadEnvelope(400, 'The body is not a complete multipart form');
  const file = parts.find(part => part.name === 'file');
  logged.size = parts.reduce((sum, part) => sum + part.size, 0);
  logged.body = Object.fromEntries(
    parts.map(({ name, fileName, mime, size, sha256, head }) => [
      name,
      fileName === undefined ? head.toString('utf8') : { fileName, mime, size, sha256 }
    ])
  );
  const fields = Object.fromEntries(
    parts.filter(part => part.name !== 'file').map(part => [part.name, part.head.toString('utf8')])
  );
  const problem = file ? checkFields(fields, []) : 'Missing required parameter: file';
  if (problem !== undefined || !file) return uploadEnvelope(400, problem ?? '');
  const isWhole = file.size <= file.head.length;
  return stored(
    state,
    fields,
    await probe(textOf(fields['fileName']), 'upload', file.head, isWhole ? undefined : file)
  );
}

async function base64Upload(state: State, logged: LoggedRequest, body: Record<string, unknown>): Promise<Answer> {
  const { base64Data } = body;
  const [prefix = ''] = /^data:[\w.+-]+\/[\w.+-]+;base64,/.exec(textOf(base64Data)) ?? [];
  logged.body = {
    ...body,
    base64Data: typeof base64Data === 'string' ? `${prefix}${prefix && ' '}${base64Data.length} characters` : base64Data
  };
  const problem = checkFields(body, ['base64Data']);
  if (problem !== undefined) return uploadEnvelope(400, problem);
  const plain = String(base64Data).slice(prefix.length);
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) {
    return uploadEnvelope(400, 'Base64 decoding failed: Invalid Base64 format');
  }
  const bytes = Buffer.from(plain, 'base64');
  const name = textOf(body['fileName']) || `uploaded-${generatedName(state)}.bin`;
  return stored(state, body, await probe(name, 'upload', bytes));
}

async function urlUpload(state: State, logged: LoggedRequest, body: Record<string, unknown>): Promise<Answer> {
  logged.body = body;
  const problem = checkFields(body, ['fileUrl']);
  if (problem !== undefined) return uploadEnvelope(400, problem);
  const address = String(body['fileUrl']);
  if (!URL.canParse(address) || !['127.0.0.1', 'localhost'].includes(new URL(address).hostname)) {
    return uploadEnvelope(400, 'The address cannot be reached: the emulator fetches from loopback only');
  }
  const response = await fetch(address).catch(() => undefined);
  if (response?.ok !== true) return uploadEnvelope(400, 'The file could not be fetched from its address');
  return stored(
    state,
    body,
    await probe(textOf(body['fileName']), 'upload', Buffer.from(await response.arrayBuffer()))
  );
}

/** Returns the problem with the fields next to the file, else undefined. */
function checkFields(fields: Readonly<Record<string, unknown>>, own: readonly string[]): string | undefined {
  for (const name of [...own, 'uploadPath']) {
    if (fields[name] === undefined || fields[name] === '') return `Missing required parameter: ${name}`;
  }
  const known = [...own, 'uploadPath', 'fileName'];
  for (const [name, value] of Object.entries(fields)) {
    if (!known.includes(name)) return `Unknown parameter: ${name}`;
    if (typeof value !== 'string') return `Parameter ${name} must be a string`;
  }
  const folder = String(fields['uploadPath']);
  if (/^\/|\/$|\.\.|\\/.test(folder)) return 'uploadPath must be without leading and trailing slash';
  return /[/\\]/.test(textOf(fields['fileName'])) ? 'fileName must be without folders' : undefined;
}

/** The account number, the first part of every path. */
const ACCOUNT = 'kieai/10001';

const generatedName = (state: State): string => `${state.now()}-${state.makeId('name').slice(0, 11)}`;

/** Without `fileName` the file gets a generated name, regardless of its original one (recorded in August 2026). */
function stored(state: State, fields: Readonly<Record<string, unknown>>, file: StoredFile): Answer {
  const ends: Readonly<Record<string, string>> = { 'image/png': '.png', 'image/jpeg': '.jpg', 'video/mp4': '.mp4' };
  const name = file.name === '' ? generatedName(state) : file.name;
  const fileName = extname(name) === '' ? `${name}${ends[file.mime] ?? '.bin'}` : name;
  const folder = `${ACCOUNT}/${textOf(fields['uploadPath'])}`;
  return uploadEnvelope(200, 'File uploaded successfully', {
    success: true,
    fileName,
    filePath: `${folder}/${fileName}`,
    downloadUrl: state.store.add({ ...file, name: fileName }, 'upload', folder),
    fileSize: file.size,
    mimeType: file.mime,
    uploadedAt: new Date(state.now()).toISOString()
  });
}
