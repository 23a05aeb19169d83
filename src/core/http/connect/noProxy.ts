import net from 'node:net';

/** Characters of a list after this are ignored. */
const MAX_LIST_CHARS = 10_000;

/**
 * Whether one of these lists exempts a host from the proxy. Rules are separated by commas, semicolons or white space and
 * may be quoted: `*`, `host`, `.domain`, `*.domain`, `*suffix`, an IP address or an IP range (`127.0.0.0/8`, `fc00::/7`).
 * All but ranges can have a port. A name also exempts its subdomains, as in curl.
 * Source: curl.se/docs/manpage.html#NOPROXY
 */
export function isExempt(url: URL, lists: readonly string[]): boolean {
  return lists
    .flatMap(list => list.slice(0, MAX_LIST_CHARS).split(/[\s,;]+/))
    .some(rule => matches(url, rule.replace(/["']/g, '').toLowerCase()));
}

function matches(url: URL, rule: string): boolean {
  if (rule === '') return false;
  if (rule === '*') return true;
  const host = unbracketed(url.hostname.toLowerCase());
  if (rule.includes('/')) return isInRange(host, rule);
  const [name, port] = splitPort(rule);
  if (port !== undefined && port !== portOf(url)) return false;
  if (net.isIP(name) !== 0) return sameAddress(host, name);
  if (/^\*[^.*]/.test(name)) return host.endsWith(name.slice(1));
  const domain = name.replace(/^\*?\./, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

/** Splits a rule into name and port. The colons of an IPv6 address without brackets do not separate a port. */
function splitPort(rule: string): readonly [name: string, port: string | undefined] {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(rule);
  if (bracketed !== null) return [bracketed[1] ?? '', bracketed[2]];
  if (net.isIPv6(rule)) return [rule, undefined];
  const named = /^([^:]*):(\d+)$/.exec(rule);
  return named === null ? [rule, undefined] : [named[1] ?? '', named[2]];
}

const portOf = (url: URL): string => (url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80');

const unbracketed = (host: string): string => host.replace(/^\[/, '').replace(/\]$/, '');

const family = (address: string): 'ipv4' | 'ipv6' => (net.isIPv6(address) ? 'ipv6' : 'ipv4');

/** Compares IP addresses, also when one IPv6 address is not abbreviated. */
function sameAddress(host: string, address: string): boolean {
  if (net.isIP(host) === 0) return false;
  const list = new net.BlockList();
  list.addAddress(address, family(address));
  return list.check(host, family(host));
}

function isInRange(host: string, rule: string): boolean {
  const [address = '', bits = ''] = rule.split('/');
  const bare = unbracketed(address);
  const maxBits = net.isIPv6(bare) ? 128 : 32;
  if (net.isIP(host) === 0 || net.isIP(bare) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > maxBits) return false;
  const list = new net.BlockList();
  list.addSubnet(bare, Number(bits), family(bare));
  return list.check(host, family(host));
}
