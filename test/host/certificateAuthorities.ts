// Private certificate authorities for the tests of corporate networks, created by openssl.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/**
 * The environment variable set by `makeAuthorities` for the tests: they use `<folder>/known` and `<folder>/unknown`.
 */
export const AUTHORITIES_VARIABLE = 'KIE_TEST_AUTHORITIES';

/**
 * Creates two authorities, each with a certificate for this computer, and returns the environment of a host that trusts
 * the one named "known". Empty if openssl is missing; the tests are skipped then.
 */
export async function createAuthorities(dir: string): Promise<Record<string, string>> {
  try {
    await exec('openssl', ['version']);
  } catch {
    console.log('openssl is missing: the tests with private authorities are skipped.');
    return {};
  }
  for (const name of ['known', 'unknown']) await createAuthority(path.join(dir, name), name);
  return { [AUTHORITIES_VARIABLE]: dir, NODE_EXTRA_CA_CERTS: path.join(dir, 'known', 'ca.pem') };
}

async function createAuthority(cwd: string, name: string): Promise<void> {
  await fs.mkdir(cwd, { recursive: true });
  const openssl = (...args: string[]) => exec('openssl', args, { cwd });
  const fresh = ['req', '-newkey', 'rsa:2048', '-nodes'];
  await openssl(
    ...fresh,
    '-x509',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    `/CN=KIE test ${name}`
  );
  await openssl(...fresh, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  await fs.writeFile(path.join(cwd, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const sign = ['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
  await openssl(...sign, '-out', 'server.pem', '-days', '2', '-extfile', 'names');
}
