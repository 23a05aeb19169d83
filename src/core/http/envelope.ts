import { KieError } from './errors.ts';
import type { CallKind } from './callKind.ts';
import { failureOf } from './codeFailures.ts';
import { decodeContent, decodeText } from './contentEncoding.ts';
import { parseExact } from './exactJson.ts';
import { networkFailure, unreadable } from './networkFailures.ts';
import { serverText, withoutSecrets } from './redact.ts';
import { withoutTags } from '../../shared/foreignText.ts';
import type { TaskClaim } from '../kie/acceptedTask.ts';
import type { Fields } from '../kie/services/values.ts';
import { isFields } from '../kie/services/values.ts';
import type { HttpAnswer } from './transport.ts';

/** The most that an answer may have, in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;
/** The longest pause that an answer can ask for, milliseconds: a mistake there must not end the work for days. */
const LONGEST_PAUSE_MS = 60 * 60_000;

/** `{code, msg | message, data}`. Source: docs.kie.ai/common-api/quickstart */
const isEnvelope = (json: unknown): json is Fields =>
  isFields(json) && codeIn(json) !== undefined && ['boolean', 'undefined'].includes(typeof json['success']);

/** The envelope's code, 0 when there is none; a whole number may come as text. Undefined when it is anything else. */
function codeIn(json: Fields): number | undefined {
  const code = json['code'] ?? 0;
  if (typeof code === 'string') return /^\s*\d{1,9}\s*$/.test(code) ? Number(code) : undefined;
  return typeof code === 'number' && Number.isSafeInteger(code) ? code : undefined;
}

/** Seconds or a date, as milliseconds from `now`; at most an hour. */
export function retryAfter(headers: HttpAnswer['headers'], now: number): number | undefined {
  const raw = headers['retry-after'];
  if (typeof raw !== 'string' || raw.trim() === '') return undefined;
  const seconds = Number(raw);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(raw) - now;
  return Number.isFinite(ms) ? Math.min(LONGEST_PAUSE_MS, Math.max(0, ms)) : undefined;
}

export interface EnvelopeCall {
  readonly kind: CallKind;
  readonly host: string;
  readonly key: string;
  readonly now: number;
  /** Milliseconds that the whole body may take: dripping slowly must not hold a call for ever. */
  readonly withinMs: number;
  /** Instead of 16 MB. */
  readonly maxBytes?: number;
  /** For a submission: the task that the answer names, whatever its code. See {@link Claim}. */
  readonly claim?: Claim | undefined;
  /** What the service means by its codes, where it differs from everybody else. */
  readonly codes?: Readonly<Record<number, number>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The task that an answer names. It counts for more than code and status: a request whose answer names a task was
 * accepted, and is never taken for refused.
 * @param json the answer; undefined when it is not JSON
 * @param refused whether code, status or shape say that it is no acceptance
 */
export type Claim = (json: unknown, text: string, refused: boolean) => TaskClaim | undefined;

/**
 * `data` of the answer; with `claim`, the id of the task that it names is in there as `taskId`. HTTP status and the body's
 * `code` both count.
 * @throws {KieError}
 */
export async function readEnvelope(answer: HttpAnswer, call: EnvelopeCall): Promise<unknown> {
  const { kind } = call;
  const text = withoutSecrets(await readText(answer, call), call.key);
  const failed = answer.status < 200 || answer.status > 299;
  const details = { retryAfterMs: retryAfter(answer.headers, call.now) };
  const json = parsed(text);
  if (!isEnvelope(json)) {
    const claim = call.claim?.(json, text, true);
    if (claim?.taskId !== undefined) return { taskId: claim.taskId };
    const said = json === undefined ? serverText(withoutTags(text), call.key) : '';
    if (failed) throw failureOf(answer.status, said, kind, { ...details, unproven: claim !== undefined });
    throw unreadable(kind);
  }
  const { msg, message, success, data } = json;
  const code = codeIn(json) ?? 0;
  const ok = code === 200 || code === 0;
  const refused = !ok || failed || success === false;
  const claim = call.claim?.(json, text, refused);
  if (claim?.taskId !== undefined) return refused || !isFields(data) ? claim : { ...data, ...claim };
  // What stands in the place of the id cannot be one: accepted, but under which id is not known.
  if (!refused && claim !== undefined) throw unreadable(kind);
  if (!refused) return data;
  const said = [msg, message].find(value => typeof value === 'string' && value !== '');
  const why = typeof said === 'string' ? serverText(said, call.key) : '';
  const meant = ok ? (failed ? answer.status : 500) : code;
  const envelope = data === undefined || data === null ? 'empty' : 'data';
  throw failureOf(call.codes?.[meant] ?? meant, why, kind, { ...details, unproven: claim !== undefined, envelope });
}

function parsed(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined; // the caller says what an answer that is not JSON means
  }
}

async function readText(answer: HttpAnswer, call: EnvelopeCall): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const tooSlow = setTimeout(() => {
    answer.body.destroy(Object.assign(new Error('The answer is too slow.'), { code: 'ANSWER_TIMEOUT' }));
  }, call.withinMs);
  try {
    for await (const piece of answer.body as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > (call.maxBytes ?? MAX_BYTES)) throw unreadable(call.kind, new Error('larger than allowed'));
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof KieError) throw error;
    throw networkFailure(error, call.kind, call.host, call.signal);
  } finally {
    clearTimeout(tooSlow);
  }
  const encoding = answer.headers['content-encoding'];
  try {
    const bytes = await decodeContent(Buffer.concat(pieces), String(encoding ?? ''), call.maxBytes ?? MAX_BYTES);
    return decodeText(bytes);
  } catch (error) {
    throw unreadable(call.kind, error);
  }
}
