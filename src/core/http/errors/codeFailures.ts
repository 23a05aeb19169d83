import * as l10n from '@vscode/l10n';
import { joinSentences } from '../../../shared/format/listFormat.ts';
import { RATE_LIMIT_CODES } from '../../../shared/rateLimitCodes.ts';
import type { Remedy } from '../../../shared/task.ts';
import * as e from './errors.ts';
import type { Accepted, KieError, KieErrorOptions } from './errors.ts';
import { nextStepText } from '../callKind.ts';
import type { CallKind } from '../callKind.ts';
import { NOT_ACCEPTED_CODES } from './notAcceptedCodes.ts';

/** Milliseconds to wait after a rate limit without a `retry-after` header. */
export const RATE_LIMIT_WAIT_MS = 10_000;

/** Error class, sentence and remedy of a code. */
type Meaning = readonly [type: typeof KieError, sentence: string, remedy: Remedy];

/** Details of a failed response. */
interface FailureDetails {
  /** Milliseconds to wait before another try, from the `retry-after` header. */
  readonly retryAfterMs?: number | undefined;
  /** The response names a task, so its code does not prove that nothing was accepted. */
  readonly unproven?: boolean;
  /** The response is a KIE envelope, with or without `data`. */
  readonly envelope?: KieErrorOptions['envelope'];
}

/**
 * Returns the error for an envelope code or an HTTP status.
 * Source: docs.kie.ai, error tables of the model pages
 * @param reason - KIE's own message, redacted; empty when there is none
 */
export function failureOf(code: number, reason: string, kind: CallKind, details: FailureDetails = {}): KieError {
  const proven = kind !== 'create' || (code in NOT_ACCEPTED_CODES && details.unproven !== true);
  const accepted: Accepted = proven ? 'no' : 'perhaps';
  const [Type, sentence, remedy] = meaningOf(code, reason, kind) ?? undocumented(code, accepted);
  const isRateLimit = RATE_LIMIT_CODES.includes(code);
  const isTransient = isRateLimit || code === 408 || code === 455 || (code >= 500 && ![501, 505, 531].includes(code));
  const options: KieErrorOptions = {
    code,
    accepted,
    remedy: accepted === 'no' ? remedy : 'check-logs',
    transient: accepted === 'no' && isTransient,
    retryAfterMs: details.retryAfterMs ?? (isRateLimit ? RATE_LIMIT_WAIT_MS : undefined),
    envelope: details.envelope,
    reason: reason === '' ? undefined : reason
  };
  const nextStep = accepted === 'no' ? [] : [nextStepText(accepted)];
  const message = reason === '' ? [] : [l10n.t('Message from KIE: {0}', reason)];
  return new Type(joinSentences([sentence, ...nextStep, ...message]), options);
}

function meaningOf(code: number, reason: string, kind: CallKind): Meaning | undefined {
  const isUnknownRecord = kind === 'record' || (kind === 'create' && /recordInfo is null/i.test(reason));
  if (code === 404 || code === 410 || (code === 422 && isUnknownRecord)) return notFound(kind);
  return MEANINGS[code]?.();
}

const invalid = (sentence: string): Meaning => [e.InvalidRequestError, sentence, 'fix-input'];
const rateLimited = (): Meaning => [e.RateLimitError, l10n.t('Too many requests. Wait a moment.'), 'wait'];
const badRequest = (): Meaning => invalid(l10n.t('KIE rejected the request. Correct it and try again.'));

const MEANINGS: Readonly<Record<number, () => Meaning>> = {
  ...Object.fromEntries(RATE_LIMIT_CODES.map(code => [code, rateLimited])),
  400: badRequest,
  401: () => [e.KeyRefusedError, l10n.t('KIE rejected the API key. Set a valid key.'), 'set-key'],
  402: () => [e.CreditsError, l10n.t('Not enough credits. Top up at kie.ai and try again.'), 'top-up'],
  403: () => [
    e.FirewallError,
    l10n.t("KIE's firewall blocked the connection. Check your network, VPN or proxy."),
    'check-network'
  ],
  405: badRequest,
  409: () => invalid(l10n.t('KIE has already created this for the same track. Use the existing result.')),
  413: () =>
    invalid(l10n.t('KIE rejected the media: it is too large or matches an existing work. Choose another file.')),
  422: () => invalid(l10n.t('KIE rejected the values. Correct them and try again.')),
  433: () => [
    e.SpendingCapError,
    l10n.t('This API key has reached its spending limit. Raise it at kie.ai/api-key or use another key.'),
    'set-key'
  ],
  451: () => invalid(l10n.t('KIE could not fetch the media. Choose the file again.')),
  455: () => [e.MaintenanceError, l10n.t('KIE is under maintenance. Try again later.'), 'wait'],
  501: () => [e.GenerationError, l10n.t('The generation failed. Change the request or try again.'), 'retry'],
  505: () => [e.SwitchedOffError, l10n.t('KIE has turned this feature off. Choose another model.'), 'none'],
  531: () => [
    e.GenerationError,
    l10n.t('The generation failed and the credits were refunded. Change the request or try again.'),
    'retry'
  ],
  550: () => [e.MaintenanceError, l10n.t('The queue at KIE is full. Try again later.'), 'wait']
};

const notFound = (kind: CallKind): Meaning =>
  kind === 'record'
    ? [e.NotFoundError, l10n.t('KIE does not know this task yet. Wait a moment.'), 'wait']
    : [
        e.NotFoundError,
        l10n.t('KIE does not know this model or URL. Choose another model, or check the KIE URLs in the settings.'),
        'fix-input'
      ];

/** Meaning of an undocumented code. Redirects are never followed with the key. */
function undocumented(code: number, accepted: Accepted): Meaning {
  if (code >= 300 && code < 400) {
    const sentence = l10n.t(
      'KIE redirected the request (code {0}). Redirects are not followed. Check the KIE URLs in the settings and your network.',
      code
    );
    return [e.ServerError, sentence, 'check-network'];
  }
  const sentence =
    code === 408 ? l10n.t('KIE timed out (code 408).') : l10n.t('KIE reported an error (code {0}).', code);
  return [e.ServerError, accepted === 'no' ? `${sentence} ${nextStepText('no')}` : sentence, 'retry'];
}
