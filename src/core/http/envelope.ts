import type { KieError } from './errors/errors.ts';
import type { CallKind } from './callKind.ts';
import { failureOf } from './errors/codeFailures.ts';
import { decodeContent, decodePart, decodeText } from './contentEncoding.ts';
import { parseExact } from './exactJson.ts';
import { networkFailure, unreadable } from './errors/networkFailures.ts';
import { serverText, withoutSecrets } from './redact.ts';
import { withResponse } from './responseNote.ts';
import { withoutTags } from '../../shared/foreignText.ts';
import type { TaskClaim } from '../kie/acceptedTask.ts';
import type { Fields } from '../kie/services/values.ts';
import { isFields } from '../kie/services/values.ts';
import type { HttpResponse } from './transport.ts';

/** Default maximum size of a response in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Maximum `retry-after` in milliseconds, so that a mistake of the server cannot stop work for days. */
const MAX_PAUSE_MS = 60 * 60_000;

/** `{code, msg | message, data}`. Source: docs.kie.ai/common-api/quickstart */
const isEnvelope = (json: unknown): json is Fields =>
  isFields(json) &&
  codeIn(json) !== undefined &&
  ['boolean', 'undefined'].includes(typeof (json['success'] ?? undefined));

/** Returns the envelope's code, an integer or its text; 0 without a code, undefined for other values. */
function codeIn(json: Fields): number | undefined {
  const code = json['code'] ?? 0;
  if (typeof code === 'string') return /^\s*\d{1,9}\s*$/.test(code) ? Number(code) : undefined;
  return typeof code === 'number' && Number.isSafeInteger(code) ? code : undefined;
}

/** Parses `retry-after` (seconds or a date) to milliseconds from `now`, at most an hour. */
function retryAfter(headers: HttpResponse['headers'], now: number): number | undefined {
  const raw = headers['retry-after'];
  if (typeof raw !== 'string' || raw.trim() === '') return undefined;
  const seconds = Number(raw);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(raw) - now;
  return Number.isFinite(ms) ? Math.min(MAX_PAUSE_MS, Math.max(0, ms)) : undefined;
}

interface EnvelopeCall {
  readonly kind: CallKind;
  readonly host: string;
  readonly key: string;
  readonly now: number;
  /** Timeout for the whole body in milliseconds, so that a dripping server cannot hold a call forever. */
  readonly timeoutMs: number;
  /** Maximum size of the response, 16 MB by default. */
  readonly maxBytes?: number;
  /** For a submission: finds the task that the response names, regardless of its code. */
  readonly claim?: Claim | undefined;
  /** Maps the service's own codes to the common ones where they differ. */
  readonly codes?: Readonly<Record<number, number>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the task that a response names. It overrides code and status: a request whose response names a task was
 * accepted and must never count as rejected.
 * @param json - the response; undefined when it is not JSON
 * @param rejected - whether code, status or shape indicate a rejection
 */
export type Claim = (json: unknown, text: string, rejected: boolean) => TaskClaim | undefined;

/**
 * Reads a response. Both the HTTP status and the body's `code` must report success.
 * @returns `data`; with `claim`, the ID of the task that the response names as `taskId`
 * @throws KieError
 */
export async function readEnvelope(response: HttpResponse, call: EnvelopeCall): Promise<unknown> {
  const { kind } = call;
  const { body, error } = await readText(response, call);
  const text = withoutSecrets(body, call.key);
  const failed = response.status < 200 || response.status > 299;
  const details = { retryAfterMs: retryAfter(response.headers, call.now) };
  const json = parseOrUndefined(text);
  if (error !== undefined) {
    // An incomplete response can still contain the complete ID of a purchased task.
    const claim = call.claim?.(json, text, true);
    if (claim?.taskId !== undefined) return { taskId: claim.taskId };
    throw call.claim === undefined ? error : withResponse(error, claim, text, call.key);
  }
  if (!isEnvelope(json)) {
    const claim = call.claim?.(json, text, true);
    if (claim?.taskId !== undefined) return { taskId: claim.taskId };
    const reason = json === undefined ? serverText(withoutTags(text), call.key) : '';
    if (!failed)
      throw call.claim === undefined ? unreadable(kind) : withResponse(unreadable(kind), claim, text, call.key);
    const failure = failureOf(response.status, reason, kind, { ...details, unproven: claim !== undefined });
    throw claim === undefined ? failure : withResponse(failure, claim, reason === '' ? text : '', call.key);
  }
  const { msg, message, success, data } = json;
  const code = codeIn(json) ?? 0;
  const ok = code === 200 || code === 0;
  const rejected = !ok || failed || success === false;
  const claim = call.claim?.(json, text, rejected);
  if (claim?.taskId !== undefined) return { ...(!rejected && isFields(data) ? data : {}), taskId: claim.taskId };
  // Accepted, but the value in place of the ID is not a valid ID, or several values may be it.
  if (!rejected && claim !== undefined) throw withResponse(unreadable(kind), claim, text, call.key);
  if (!rejected) return data;
  const reason = [msg, message].find(value => typeof value === 'string' && value !== '');
  const why = typeof reason === 'string' ? serverText(reason, call.key) : '';
  const effective = ok ? (failed ? response.status : 500) : code;
  const envelope = data === undefined || data === null ? 'empty' : 'data';
  const failure = failureOf(call.codes?.[effective] ?? effective, why, kind, {
    ...details,
    unproven: claim !== undefined,
    envelope
  });
  throw claim === undefined ? failure : withResponse(failure, claim, text, call.key);
}

function parseOrUndefined(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined; // the caller handles responses that are not JSON
  }
}

/** Reads a response as text: with an error, as much of it as has arrived. */
async function readText(response: HttpResponse, call: EnvelopeCall) {
  const chunks: Buffer[] = [];
  const maxBytes = call.maxBytes ?? MAX_BYTES;
  let bytes = 0;
  let error: KieError | undefined;
  const tooSlow = setTimeout(() => {
    response.body.destroy(Object.assign(new Error('The response is too slow.'), { code: 'ANSWER_TIMEOUT' }));
  }, call.timeoutMs);
  try {
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        error = unreadable(call.kind, new Error('larger than allowed'));
        break; // destroys the body
      }
      chunks.push(chunk);
    }
  } catch (failure) {
    error = networkFailure(failure, call.kind, call.host, call.signal);
  } finally {
    clearTimeout(tooSlow);
  }
  const content = Buffer.concat(chunks);
  const encoding = String(response.headers['content-encoding'] ?? '');
  try {
    const decoded = await decodeContent(content, encoding, maxBytes);
    return { body: decodeText(decoded), error };
  } catch (failure) {
    // Some proxies decode a body and leave its header.
    const plain = decodeText(content);
    if (parseOrUndefined(plain) !== undefined) return { body: plain, error };
    return {
      body: decodeText(await decodePart(content, encoding, maxBytes)),
      error: error ?? unreadable(call.kind, failure)
    };
  }
}
