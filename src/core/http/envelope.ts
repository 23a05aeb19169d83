import { KieError } from './errors.ts';
import type { CallKind } from './callKind.ts';
import { failureOf } from './codeFailures.ts';
import { networkFailure, unreadable } from './networkFailures.ts';
import { serverText, withoutSecrets } from './redact.ts';
import { withoutTags } from '../../shared/foreignText.ts';
import type { Fields } from '../kie/services/values.ts';
import { isFields } from '../kie/services/values.ts';
import type { HttpAnswer } from './transport.ts';

/** The most that an answer may have, in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;
/** The longest pause that an answer can ask for, milliseconds: a mistake there must not end the work for days. */
const LONGEST_PAUSE_MS = 60 * 60_000;

/** `{code, msg | message, data}`; numbers may come as text. Source: docs.kie.ai/common-api/quickstart */
const isEnvelope = (json: unknown): json is Fields =>
  isFields(json) && Number.isFinite(codeIn(json)) && ['boolean', 'undefined'].includes(typeof json['success']);
const codeIn = (json: Fields): number => Number(json['code'] ?? 0);

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
  /** Whether `data` is an answer although the code says no. */
  readonly takes?: ((data: unknown, code: number) => boolean) | undefined;
  /** What the service means by its codes, where it differs from everybody else. */
  readonly codes?: Readonly<Record<number, number>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** `data` of the answer. HTTP status and the body's `code` both count. Throws KieError. */
export async function readEnvelope(answer: HttpAnswer, call: EnvelopeCall): Promise<unknown> {
  const { kind } = call;
  const text = withoutSecrets(await readText(answer, call), call.key);
  const wait = retryAfter(answer.headers, call.now);
  const failed = answer.status < 200 || answer.status > 299;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    if (failed) throw failureOf(answer.status, serverText(withoutTags(text), call.key), kind, wait);
    throw unreadable(kind);
  }
  if (!isEnvelope(json)) {
    if (failed) throw failureOf(answer.status, '', kind, wait);
    throw unreadable(kind);
  }
  const { msg, message, success, data } = json;
  const code = codeIn(json);
  const said = [msg, message].find(value => typeof value === 'string' && value !== '');
  const why = typeof said === 'string' ? serverText(said, call.key) : '';
  const no = code !== 200 && code !== 0 ? code : failed ? answer.status : undefined;
  if (no !== undefined) {
    if (call.takes?.(data, no) === true) return data;
    throw failureOf(call.codes?.[no] ?? no, why, kind, wait);
  }
  if (success === false) throw failureOf(500, why, kind, wait);
  return data;
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
  return Buffer.concat(pieces).toString('utf8');
}
