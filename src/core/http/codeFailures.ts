import * as l10n from '@vscode/l10n';
import type { Remedy } from '../../shared/task.ts';
import * as e from './errors.ts';
import type { Accepted, KieError, KieErrorOptions } from './errors.ts';
import { whatNow } from './callKind.ts';
import type { CallKind } from './callKind.ts';
import { PROVEN_ENDS } from './provenEnds.ts';

const RETRY_MS = 10_000;

/** A kind of failure, the sentence for it and what the person can do. */
type Meaning = readonly [kind: typeof KieError, sentence: string, remedy: Remedy];

/** What else is known about an answer that says no. */
export interface FailureDetails {
  /** Milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The answer names a task, so its code does not prove that nothing was accepted. */
  readonly unproven?: boolean;
  /** It is KIE's envelope, with or without `data`. */
  readonly envelope?: KieErrorOptions['envelope'];
}

/**
 * The failure that a code in the envelope or an HTTP status stands for. `said` is KIE's own text, redacted.
 * Source: docs.kie.ai, error tables of the model pages
 */
export function failureOf(code: number, said: string, kind: CallKind, details: FailureDetails = {}): KieError {
  const proven = kind !== 'create' || (code in PROVEN_ENDS && details.unproven !== true);
  const accepted: Accepted = proven ? 'no' : 'perhaps';
  const [Kind, sentence, remedy] = meaningOf(code, said, kind) ?? unforeseen(code, accepted);
  const limited = code === 429 || code === 430;
  const passes = limited || code === 408 || code === 455 || (code >= 500 && ![501, 505, 531].includes(code));
  const wait = details.retryAfterMs ?? (limited ? RETRY_MS : undefined);
  const options: KieErrorOptions = {
    code,
    accepted,
    remedy: accepted === 'no' ? remedy : 'check-logs',
    transient: accepted === 'no' && passes,
    retryAfterMs: wait,
    envelope: details.envelope,
    reason: said === '' ? undefined : said
  };
  const advice = accepted === 'no' ? '' : ` ${whatNow(accepted)}`;
  const why = said === '' ? '' : ` ${l10n.t('KIE says: {0}', said)}`;
  return new Kind(sentence + advice + why, options);
}

function meaningOf(code: number, said: string, kind: CallKind): Meaning | undefined {
  switch (code) {
    case 400:
    case 405:
      return [e.InvalidRequestError, l10n.t('KIE did not accept the request. Correct it and try again.'), 'fix-input'];
    case 401:
      return [e.KeyRefusedError, l10n.t('KIE refused the API key. Set a valid key.'), 'set-key'];
    case 402:
      return [e.CreditsError, l10n.t('There are not enough credits. Top up at kie.ai and try again.'), 'top-up'];
    case 403:
      return [
        e.FirewallError,
        l10n.t('The firewall in front of KIE refused the connection. Check the network, VPN or proxy.'),
        'check-network'
      ];
    case 404:
    case 410:
      return unknownThing(kind);
    case 409:
      return [
        e.InvalidRequestError,
        l10n.t('This was already made for the same piece. Use the existing result.'),
        'fix-input'
      ];
    case 413:
      return [
        e.InvalidRequestError,
        l10n.t('KIE refused the media: it is too large or matches an existing work. Choose another.'),
        'fix-input'
      ];
    case 422:
      if (kind === 'record' || (kind === 'create' && /recordInfo is null/i.test(said))) return unknownThing(kind);
      return [e.InvalidRequestError, l10n.t('KIE did not accept the values. Correct them and try again.'), 'fix-input'];
    case 429:
    case 430:
      return [e.RateLimitError, l10n.t('Too many calls for now. Wait a little.'), 'wait'];
    case 433:
      return [
        e.SpendingCapError,
        l10n.t('The spending limit of this API key is reached. Raise it at kie.ai/api-key or use another key.'),
        'top-up'
      ];
    case 451:
      return [
        e.InvalidRequestError,
        l10n.t('KIE could not fetch the media from its address. Choose the file again.'),
        'fix-input'
      ];
    case 455:
      return [e.MaintenanceError, l10n.t('KIE is under maintenance. Wait and try again.'), 'wait'];
    case 501:
      return [e.GenerationError, l10n.t('The generation failed. Change the request or try again.'), 'retry'];
    case 505:
      return [e.SwitchedOffError, l10n.t('KIE has switched this feature off. Choose another model.'), 'none'];
    case 531:
      return [
        e.GenerationError,
        l10n.t('The generation failed and the credits were given back. Change the request or try again.'),
        'retry'
      ];
    case 550:
      return [e.MaintenanceError, l10n.t('The queue at KIE is full. Wait and try again.'), 'wait'];
    default:
      return undefined;
  }
}

const unknownThing = (kind: CallKind): Meaning =>
  kind === 'record'
    ? [e.NotFoundError, l10n.t('KIE does not know this task (yet). Wait a little.'), 'wait']
    : [
        e.NotFoundError,
        l10n.t('KIE does not know this model or address. Choose another model, or check the address in the settings.'),
        'fix-input'
      ];

/** Codes that nobody documents. Redirects are never followed with the key. */
function unforeseen(code: number, accepted: Accepted): Meaning {
  if (code >= 300 && code < 400) {
    const sentence = l10n.t(
      'KIE sent the call to another address (code {0}), which is not followed. Check the address of KIE in the settings, and the network.',
      code
    );
    return [e.ServerError, sentence, 'check-network'];
  }
  const sentence =
    code === 408 ? l10n.t('KIE got no answer in time (code 408).') : l10n.t('KIE had a problem (code {0}).', code);
  return [e.ServerError, accepted === 'no' ? `${sentence} ${whatNow('no')}` : sentence, 'retry'];
}
