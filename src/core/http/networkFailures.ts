import * as l10n from '@vscode/l10n';
import * as e from './errors.ts';
import type { Accepted, KieError } from './errors.ts';
import { whatNow } from './callKind.ts';
import type { CallKind } from './callKind.ts';
import { TUNNEL_WORDS } from './tunnel.ts';

/** What the system was doing when a failure proves that no request has left. The same codes also end later reads. */
const BEFORE_SENDING = new Set(['connect', 'getaddrinfo']);
/** Node's words for a connection that ended in the TLS handshake; a request is written only after it. */
const IN_THE_HANDSHAKE = 'before secure TLS connection was established';

/** An answer that cannot be used. */
export function unreadable(kind: CallKind, cause?: unknown): KieError {
  const accepted: Accepted = kind === 'create' ? 'perhaps' : 'no';
  return new e.UnreadableAnswerError(`${l10n.t('The answer of KIE cannot be read.')} ${whatNow(accepted)}`, {
    remedy: accepted === 'no' ? 'retry' : 'check-logs',
    accepted,
    transient: accepted === 'no',
    cause
  });
}

/** The failure of a connection. `host` is named to the person. */
export function networkFailure(error: unknown, kind: CallKind, host: string, signal?: AbortSignal): KieError {
  if (error instanceof e.KieError) return error; // of the local file that is being sent
  const accepted: Accepted = kind === 'create' ? 'perhaps' : 'no';
  if (signal?.aborted === true) return new e.CancelledError(l10n.t('Cancelled.'), { remedy: 'none', accepted });
  const { code, syscall } = reasonOf(error);
  const text = error instanceof Error ? error.message : '';
  // The failure itself may quote headers or a proxy's login; its code says enough.
  const cause = new Error(code ?? (error instanceof Error ? error.name : 'unknown'));
  const tunnel = text.includes(TUNNEL_WORDS);
  const certificate = code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code);
  if (certificate) {
    return new e.UnreachableError(
      l10n.t('The certificate of {0} is not trusted ({1}). Check the proxy and http.proxyStrictSSL.', host, code),
      { code, remedy: 'check-network', accepted: 'no', cause }
    );
  }
  const refusedBy = tunnel ? /\((40[37])\)/.exec(text)?.[1] : undefined;
  if (refusedBy !== undefined) {
    // Time does not heal this, so nobody waits for it.
    const options = { code: refusedBy, remedy: 'check-network', accepted: 'no', cause } as const;
    return new e.UnreachableError(
      refusedBy === '407'
        ? l10n.t(
            'The proxy wants a login (407). Set http.proxyAuthorization, or http.proxy to http://user:password@host:port.'
          )
        : l10n.t('The proxy does not let {0} through (403). Ask those who run it, or set http.noProxy.', host),
      options
    );
  }
  const notSent =
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    text.includes(IN_THE_HANDSHAKE) ||
    (code !== undefined && syscall !== undefined && BEFORE_SENDING.has(syscall));
  if (tunnel || notSent) {
    return new e.UnreachableError(
      l10n.t(
        '{0} cannot be reached ({1}). Check the network and proxy settings.',
        host,
        tunnel ? 'proxy' : (code ?? '')
      ),
      { code, remedy: 'check-network', accepted: 'no', transient: true, cause }
    );
  }
  return new e.InterruptedError(
    `${l10n.t('The connection to {0} broke ({1}).', host, code ?? 'reset')} ${whatNow(accepted)}`,
    {
      code,
      remedy: accepted === 'no' ? 'check-network' : 'check-logs',
      accepted,
      transient: accepted === 'no',
      cause
    }
  );
}

/** Codes of Node and undici for a request that can never be sent as it is. */
const NEVER_SENT =
  /^(?:UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED|ERR_INVALID_\w+|ERR_HTTP_INVALID_\w+|ERR_UNESCAPED_CHARACTERS)$/;

/** The same failure of a request that was never begun to be written: nothing was accepted, whatever it looks like. */
export function unsent(failure: KieError, error: unknown, host: string): KieError {
  if (failure instanceof e.CancelledError) {
    return new e.CancelledError(failure.message, { remedy: 'none', accepted: 'no', cause: failure.cause });
  }
  if (!(failure instanceof e.InterruptedError)) return failure;
  const { code } = reasonOf(error);
  const name = code ?? (error instanceof Error ? error.name : 'unknown');
  if (NEVER_SENT.test(name) || (code === undefined && error instanceof TypeError)) {
    const message = l10n.t(
      'The request cannot be sent ({0}). Check the API key and the address of KIE in the settings. Nothing was sent.',
      name
    );
    return new e.UnreachableError(message, { code, remedy: 'check-network', accepted: 'no', cause: failure.cause });
  }
  const message = l10n.t('{0} cannot be reached ({1}). Check the network and proxy settings.', host, name);
  const options = { code, remedy: 'check-network', accepted: 'no', transient: true, cause: failure.cause } as const;
  return new e.UnreachableError(message, options);
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
