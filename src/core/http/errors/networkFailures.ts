import * as l10n from '@vscode/l10n';
import * as e from './errors.ts';
import type { Accepted, KieError } from './errors.ts';
import { nextStepText } from '../callKind.ts';
import type { CallKind } from '../callKind.ts';
import { TUNNEL_MESSAGE } from '../connect/tunnel.ts';

/** System calls whose failure proves that no request was sent. Their error codes also occur in later reads. */
const BEFORE_SENDING = new Set(['connect', 'getaddrinfo']);
/** Part of Node's message when a connection ends in the TLS handshake; a request is written only after it. */
const DURING_HANDSHAKE = 'before secure TLS connection was established';

/** Creates the error of a response that cannot be read. */
export function unreadable(kind: CallKind, cause?: unknown): KieError {
  const accepted: Accepted = kind === 'create' ? 'perhaps' : 'no';
  return new e.UnreadableAnswerError(`${l10n.t("KIE's response could not be read.")} ${nextStepText(accepted)}`, {
    remedy: accepted === 'no' ? 'retry' : 'check-logs',
    accepted,
    transient: accepted === 'no',
    cause
  });
}

/**
 * Converts a failure of undici or the system.
 * @param host - shown to the user
 * @param signal - the caller's signal; a failure after it has aborted is a cancellation
 */
export function networkFailure(error: unknown, kind: CallKind, host: string, signal?: AbortSignal): KieError {
  if (error instanceof e.KieError) return error; // from the local file that is being sent
  const accepted: Accepted = kind === 'create' ? 'perhaps' : 'no';
  if (signal?.aborted === true) return new e.CancelledError(l10n.t('Canceled.'), { remedy: 'none', accepted });
  const { code } = reasonOf(error);
  // The error itself may quote headers or a proxy's credentials; its code is enough.
  const cause = new Error(code ?? (error instanceof Error ? error.name : 'unknown'));
  return (
    certificateFailure(host, code, cause) ??
    tunnelFailure(error, host, cause) ??
    connectFailure(error, host, cause) ??
    new e.InterruptedError(
      `${l10n.t('The connection to {0} was lost ({1}).', host, code ?? 'reset')} ${nextStepText(accepted)}`,
      {
        code,
        remedy: accepted === 'no' ? 'check-network' : 'check-logs',
        accepted,
        transient: accepted === 'no',
        cause
      }
    )
  );
}

function certificateFailure(host: string, code: string | undefined, cause: Error): KieError | undefined {
  if (code === undefined || !/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code)) return undefined;
  return new e.UnreachableError(
    l10n.t('The certificate of {0} is not trusted ({1}). Check the proxy and http.proxyStrictSSL.', host, code),
    { code, remedy: 'check-network', accepted: 'no', cause }
  );
}

/** The error of a proxy that rejects the tunnel. It is not transient: only a changed setting or proxy helps. */
function tunnelFailure(error: unknown, host: string, cause: Error): KieError | undefined {
  const text = messageOf(error);
  const status = text.includes(TUNNEL_MESSAGE) ? /\((40[37])\)/.exec(text)?.[1] : undefined;
  if (status === undefined) return undefined;
  return new e.UnreachableError(
    status === '407'
      ? l10n.t(
          'The proxy requires credentials (407). Set http.proxyAuthorization, or http.proxy to http://user:password@host:port.'
        )
      : l10n.t('The proxy blocks {0} (403). Ask its administrator, or set http.noProxy.', host),
    { code: status, remedy: 'check-network', accepted: 'no', cause }
  );
}

/** The error of a connection that was never established: nothing was sent. */
function connectFailure(error: unknown, host: string, cause: Error): KieError | undefined {
  const { code, syscall } = reasonOf(error);
  const text = messageOf(error);
  const isTunnel = text.includes(TUNNEL_MESSAGE);
  const isUnsent =
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    text.includes(DURING_HANDSHAKE) ||
    (code !== undefined && syscall !== undefined && BEFORE_SENDING.has(syscall));
  if (!isTunnel && !isUnsent) return undefined;
  return unreachable(host, isTunnel ? 'proxy' : (code ?? ''), { code, cause });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

const unreachable = (
  host: string,
  reason: string,
  details: { readonly code: string | undefined; readonly cause: unknown }
): KieError =>
  new e.UnreachableError(l10n.t('Could not reach {0} ({1}). Check your network and proxy settings.', host, reason), {
    ...details,
    remedy: 'check-network',
    accepted: 'no',
    transient: true
  });

/** Error codes of Node and undici for a request that can never be sent. */
const NEVER_SENT =
  /^(?:UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED|ERR_INVALID_\w+|ERR_HTTP_INVALID_\w+|ERR_UNESCAPED_CHARACTERS)$/;

/** Converts the failure of a request that undici never began to write: nothing was accepted, regardless of the error. */
export function notSentError(failure: KieError, error: unknown, host: string): KieError {
  if (failure instanceof e.CancelledError) {
    return new e.CancelledError(failure.message, { remedy: 'none', accepted: 'no', cause: failure.cause });
  }
  if (!(failure instanceof e.InterruptedError)) return failure;
  const { code } = reasonOf(error);
  const name = code ?? (error instanceof Error ? error.name : 'unknown');
  if (NEVER_SENT.test(name) || (code === undefined && error instanceof TypeError)) {
    const message = l10n.t(
      'Could not send the request ({0}). Nothing was sent. Check the API key and the KIE URLs in the settings.',
      name
    );
    return new e.UnreachableError(message, { code, remedy: 'check-network', accepted: 'no', cause: failure.cause });
  }
  return unreachable(host, name, { code, cause: failure.cause });
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
