import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import type { Logger } from '../../base/ports.ts';

let loaded: string[] | undefined;

/**
 * Returns all trusted certificate authorities: Node's own, the system store and NODE_EXTRA_CA_CERTS. Read once, at the
 * first secure connection, because the system store is slow. Undefined if this Node cannot list them.
 */
export function trustedCertificates(log: Logger): string[] | undefined {
  if (loaded !== undefined) return loaded;
  if (typeof (tls as Partial<typeof tls>).getCACertificates !== 'function') return undefined;
  const all = new Set<string>();
  for (const store of ['default', 'system', 'extra'] as const) {
    try {
      for (const certificate of tls.getCACertificates(store)) all.add(certificate);
    } catch (error) {
      log.warn(`Failed to read the certificate store "${store}": ${String(error)}`);
    }
  }
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  if (file !== undefined && file !== '') {
    try {
      all.add(readFileSync(file, 'utf8'));
    } catch (error) {
      log.warn(`Failed to read NODE_EXTRA_CA_CERTS: ${String(error)}`);
    }
  }
  loaded = [...all];
  return loaded;
}
