import * as l10n from '@vscode/l10n';
import * as e from './errors.ts';
import type { Accepted, KieError, KieErrorOptions } from './errors.ts';

/** What a call is, as far as codes and retries differ by it. Only `create` costs. */
export type CallKind = 'create' | 'record' | 'credits' | 'downloadUrl' | 'upload' | 'download';

/**
 * Codes that prove that nothing of a submission is running or will come, with the reason: it was refused before anything
 * was taken, or it has failed for good. Whatever is not here may have been accepted. Only those that are also transient
 * (429, 430, 455, 550) are sent again by themselves. Source: docs.kie.ai, error tables of the model pages
 */
const PROVEN_ENDS: Readonly<Record<number, string>> = {
  400: 'the request is not valid',
  401: 'the key is checked first',
  402: 'there are not enough credits to take',
  404: 'no such model or path',
  405: 'the method is not allowed',
  409: 'the same piece exists already',
  413: 'the media was refused as a copy of a known work',
  422: 'validation failed',
  429: 'documented as refused, not queued',
  430: 'calls come too fast',
  433: 'the cap of the key stopped it',
  451: 'the media could not be fetched',
  455: 'the service is under maintenance',
  501: 'the generation has failed: there is no task to look for, but it may have cost, so never again by itself',
  505: 'the feature is switched off',
  531: 'the generation has failed and the credits were given back; trying again is up to the person',
  550: 'refused, because the queue is full'
};

const RETRY_MS = 10_000;

/** The failure that a code in the envelope or an HTTP status stands for. `said` is KIE's own text, redacted. */
export function failureOf(code: number, said: string, kind: CallKind, retryAfterMs?: number): KieError {
  const accepted: Accepted = kind !== 'create' || code in PROVEN_ENDS ? 'no' : 'perhaps';
  const why = said === '' ? '' : ` ${l10n.t('KIE says: {0}', said)}`;
  const more = (remedy: KieErrorOptions['remedy'], extra: Partial<KieErrorOptions> = {}): KieErrorOptions => ({
    code,
    remedy,
    accepted,
    ...extra
  });
  switch (code) {
    case 400:
    case 405:
      return new e.InvalidRequestError(
        l10n.t('KIE did not accept the request. Correct it and try again.') + why,
        more('fix-input')
      );
    case 401:
      return new e.KeyRefusedError(l10n.t('KIE refused the API key. Set a valid key.') + why, more('set-key'));
    case 402:
      return new e.CreditsError(
        l10n.t('There are not enough credits. Top up at kie.ai and try again.') + why,
        more('top-up')
      );
    case 403:
      return new e.FirewallError(
        l10n.t('The firewall in front of KIE refused the connection. Check the network, VPN or proxy.') + why,
        more('check-network')
      );
    case 404:
      return notFound(code, why, kind);
    case 409:
      return new e.InvalidRequestError(
        l10n.t('This was already made for the same piece. Use the existing result.') + why,
        more('fix-input')
      );
    case 413:
      return new e.InvalidRequestError(
        l10n.t('KIE refused the media: it is too large or matches an existing work. Choose another.') + why,
        more('fix-input')
      );
    case 422:
      return kind === 'record' || (kind === 'create' && /recordInfo is null/i.test(said))
        ? notFound(code, why, kind)
        : new e.InvalidRequestError(
            l10n.t('KIE did not accept the values. Correct them and try again.') + why,
            more('fix-input')
          );
    case 429:
    case 430:
      return new e.RateLimitError(
        l10n.t('Too many calls for now. Wait a little.') + why,
        more('wait', { transient: true, retryAfterMs: retryAfterMs ?? RETRY_MS })
      );
    case 433:
      return new e.SpendingCapError(
        l10n.t('The spending limit of this API key is reached. Raise it at kie.ai/api-key or use another key.') + why,
        more('top-up')
      );
    case 451:
      return new e.InvalidRequestError(
        l10n.t('KIE could not fetch the media from its address. Choose the file again.') + why,
        more('fix-input')
      );
    case 455:
    case 550:
      return new e.MaintenanceError(
        (code === 455
          ? l10n.t('KIE is under maintenance. Wait and try again.')
          : l10n.t('The queue at KIE is full. Wait and try again.')) + why,
        more('wait', { transient: true, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
      );
    case 501:
    case 531:
      return new e.GenerationError(
        (code === 531
          ? l10n.t('The generation failed and the credits were given back. Change the request or try again.')
          : l10n.t('The generation failed. Change the request or try again.')) + why,
        more('retry')
      );
    case 505:
      return new e.SwitchedOffError(
        l10n.t('KIE has switched this feature off. Choose another model.') + why,
        more('none')
      );
    default:
      return new e.ServerError(
        (code === 408
          ? l10n.t('KIE got no answer in time (code 408).')
          : l10n.t('KIE had a problem (code {0}).', code)) +
          ` ${perhaps(accepted)}` +
          why,
        more(accepted === 'no' ? 'retry' : 'check-logs', {
          transient: code === 408 || code >= 500,
          ...(retryAfterMs === undefined ? {} : { retryAfterMs })
        })
      );
  }
}

function notFound(code: number, why: string, kind: CallKind): KieError {
  const text =
    kind === 'record'
      ? l10n.t('KIE does not know this task (yet).')
      : l10n.t('KIE does not know this model or address.');
  return new e.NotFoundError(text + why, { code, remedy: kind === 'record' ? 'wait' : 'fix-input', accepted: 'no' });
}

const perhaps = (accepted: Accepted): string =>
  accepted === 'no'
    ? l10n.t('Try again later.')
    : l10n.t('It may have been accepted: look at kie.ai/logs before you try again.');

/** An answer that cannot be used. */
export function unreadable(kind: CallKind, cause?: unknown): KieError {
  const accepted: Accepted = kind === 'create' ? 'perhaps' : 'no';
  return new e.UnreadableAnswerError(`${l10n.t('The answer of KIE cannot be read.')} ${perhaps(accepted)}`, {
    remedy: accepted === 'no' ? 'retry' : 'check-logs',
    accepted,
    transient: accepted === 'no',
    ...(cause === undefined ? {} : { cause })
  });
}

/** What the system was doing when a failure proves that no request has left. The same codes also end later reads. */
const BEFORE_SENDING = new Set(['connect', 'getaddrinfo']);

/** The failure of a connection. `host` is named to the person. */
export function networkFailure(error: unknown, kind: CallKind, host: string, signal?: AbortSignal): KieError {
  const accepted: Accepted = kind === 'create' ? 'perhaps' : 'no';
  if (signal?.aborted === true) return new e.CancelledError(l10n.t('Cancelled.'), { remedy: 'none', accepted });
  const { code, syscall } = reasonOf(error);
  const text = error instanceof Error ? error.message : '';
  const cause = new Error(code ?? (error instanceof Error ? error.name : 'unknown'));
  const tunnel = text.includes('HTTP Tunneling');
  const certificate = code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code);
  if (certificate) {
    return new e.UnreachableError(
      l10n.t('The certificate of {0} is not trusted ({1}). Check the proxy and http.proxyStrictSSL.', host, code),
      { code, remedy: 'check-network', accepted: 'no', cause }
    );
  }
  const notSent =
    code === 'UND_ERR_CONNECT_TIMEOUT' || (code !== undefined && syscall !== undefined && BEFORE_SENDING.has(syscall));
  if (tunnel || notSent) {
    return new e.UnreachableError(
      l10n.t(
        '{0} cannot be reached ({1}). Check the network and proxy settings.',
        host,
        tunnel ? 'proxy' : (code ?? '')
      ),
      { ...(code === undefined ? {} : { code }), remedy: 'check-network', accepted: 'no', transient: true, cause }
    );
  }
  return new e.InterruptedError(
    `${l10n.t('The connection to {0} broke ({1}).', host, code ?? 'reset')} ${perhaps(accepted)}`,
    {
      ...(code === undefined ? {} : { code }),
      remedy: accepted === 'no' ? 'check-network' : 'check-logs',
      accepted,
      transient: accepted === 'no',
      cause
    }
  );
}

interface Reason {
  readonly code?: string;
  readonly syscall?: string;
}

function reasonOf(error: unknown): Reason {
  if (!(error instanceof Error)) return {};
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const { code, syscall, cause } = error as { code?: unknown; syscall?: unknown; cause?: unknown };
  const inner = code === 'UND_ERR_ABORTED' || typeof code !== 'string' ? reasonOf(cause) : {};
  if (inner.code !== undefined || typeof code !== 'string') return inner;
  return { code, ...(typeof syscall === 'string' ? { syscall } : {}) };
}
