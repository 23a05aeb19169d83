import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import type { Logger } from '../base/ports.ts';

let loaded: string[] | undefined;

/**
 * Every authority that the computer trusts: Node's own, the system store and NODE_EXTRA_CA_CERTS.
 * Read once, at the first secure connection (the system store is slow). Undefined where Node's default must do.
 */
export function authorities(log: Logger): string[] | undefined {
  if (loaded !== undefined) return loaded;
  if (typeof (tls as Partial<typeof tls>).getCACertificates !== 'function') return undefined;
  const all = new Set<string>();
  for (const store of ['default', 'system', 'extra'] as const) {
    try {
      for (const certificate of tls.getCACertificates(store)) all.add(certificate);
    } catch (error) {
      log.warn(`Certificates of the store "${store}" cannot be read: ${String(error)}`);
    }
  }
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  if (file !== undefined && file !== '') {
    try {
      all.add(readFileSync(file, 'utf8'));
    } catch (error) {
      log.warn(`NODE_EXTRA_CA_CERTS cannot be read: ${String(error)}`);
    }
  }
  loaded = [...all];
  return loaded;
}
