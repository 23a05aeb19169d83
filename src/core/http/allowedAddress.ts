import * as l10n from '@vscode/l10n';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { BlockedAddressError } from './errors/errors.ts';

/**
 * Allows https, and http to loopback only.
 * @throws {@link BlockedAddressError}
 */
export function assertAllowed(url: URL): void {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) throw blocked(url);
}

/**
 * Rejects a result URL on loopback or in a private network, unless one of KIE's own URLs (`bases`) is there too.
 * @throws {@link BlockedAddressError}
 */
export function assertNotPrivate(url: URL, bases: readonly string[]): void {
  if (!isPrivate(url)) return;
  const same = (base: URL): boolean => (isLoopback(url) ? isLoopback(base) : base.hostname === url.hostname);
  if (bases.some(base => URL.canParse(base) && same(new URL(base)))) return;
  throw new BlockedAddressError(
    l10n.t('{0} was not contacted: results are never downloaded from this computer or a private network.', url.host),
    { remedy: 'check-logs', accepted: 'no' }
  );
}

/** Loopback, private and link-local networks, and non-host addresses. Source: RFC 6890, RFC 4291 */
const PRIVATE_NETWORKS = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3]
] as const) {
  PRIVATE_NETWORKS.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8]
] as const) {
  PRIVATE_NETWORKS.addSubnet(network, prefix, 'ipv6');
}

/** Names that only a local network resolves, as do names without a dot. Source: RFC 6762, RFC 8375, ICANN SAC 113 */
const PRIVATE_NAMES = /\.(?:local|internal|localdomain|lan|home|corp|mail|intranet|private|home\.arpa|svc)$/;

function isPrivate(url: URL): boolean {
  const host = hostOf(url);
  if (isLoopback(url)) return true;
  if (isIPv4(host)) return PRIVATE_NETWORKS.check(host, 'ipv4');
  if (!isIPv6(host)) return !host.includes('.') || PRIVATE_NAMES.test(host);
  const embedded = embeddedIPv4(host);
  return PRIVATE_NETWORKS.check(host, 'ipv6') || (embedded !== undefined && PRIVATE_NETWORKS.check(embedded, 'ipv4'));
}

/** Returns the IPv4 address in a mapped, compatible, translated (64:ff9b::/96) or 6to4 (2002::/16) address. */
function embeddedIPv4(host: string): string | undefined {
  const six = /^2002:([0-9a-f]{1,4}):([0-9a-f]{1,4}):/.exec(host);
  const last = /^(?:::|::ffff:|::ffff:0:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  const [, high, low] = six ?? last ?? [];
  if (high === undefined || low === undefined) return undefined;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

function isLoopback(url: URL): boolean {
  const host = hostOf(url);
  const v4 = isIPv4(host) ? host : isIPv6(host) ? embeddedIPv4(host) : undefined;
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || v4?.startsWith('127.') === true;
}

/** Returns the host without brackets and trailing dot. URL has already normalized IP addresses. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const blocked = (url: URL): BlockedAddressError =>
  new BlockedAddressError(
    l10n.t(
      '{0} was not contacted: only https is allowed (http only for localhost). Check the URL.',
      url.host || url.protocol
    ),
    { remedy: 'check-network', accepted: 'no' }
  );
