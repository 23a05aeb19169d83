import * as l10n from '@vscode/l10n';
import { isIPv4 } from 'node:net';
import { BlockedAddressError } from './errors.ts';

/** https everywhere; plain http only to this computer. */
export function assertAllowed(url: URL): void {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) throw blocked(url);
}

/** An address that an answer gave must not lead to what listens on this computer, unless KIE (`bases`) itself is played there. */
export function assertNotInward(url: URL, bases: readonly string[]): void {
  if (!isLoopback(url)) return;
  if (!bases.some(base => URL.canParse(base) && isLoopback(new URL(base)))) throw blocked(url);
}

function isLoopback(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
  );
}

const blocked = (url: URL): BlockedAddressError =>
  new BlockedAddressError(
    l10n.t('{0} is not called: only https is allowed, and http just for this computer. Correct the address.', url.host),
    { remedy: 'check-network', accepted: 'no' }
  );
