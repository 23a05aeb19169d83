import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { startProxy } from '../../../../support/http/proxyServer.ts';
import { listen } from '../../../../support/http/listen.ts';
import { clientFor, makeTempFolder } from '../../../../support/http/testClient.ts';

const exec = promisify(execFile);
const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is missing';

/** Starts a server whose certificate comes from its own authority. */
async function secure(t: TestContext) {
  const folder = await makeTempFolder(t);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const fresh = ['req', '-newkey', 'rsa:2048', '-nodes'];
  openssl(...fresh, '-x509', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Private authority');
  openssl(...fresh, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  await fs.writeFile(path.join(folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const sign = ['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
  openssl(...sign, '-out', 'server.pem', '-days', '2', '-extfile', 'names');
  const [key, cert] = await Promise.all(['server.key', 'server.pem'].map(name => fs.readFile(path.join(folder, name))));
  // Preferring HTTP/2, which the handler does not speak: the client must not offer it.
  const options = { key: key!, cert: cert!, ALPNProtocols: ['h2', 'http/1.1'] };
  const server = https.createServer(options, (_, response) => response.end('{"code":200,"data":7}'));
  const port = await listen(t, server);
  t.after(() => server.closeAllConnections());
  return { base: `https://127.0.0.1:${port}`, ca: path.join(folder, 'ca.pem') };
}

const SCRIPT = `
const { createKieClient } = await import(process.argv[1]);
const log = { debug() {}, info() {}, warn() {}, error() {} };
const settings = () => ({ apiBaseUrl: process.argv[2], uploadBaseUrl: process.argv[2], ...JSON.parse(process.argv[3]) });
const client = createKieClient({ settings, apiKey: async () => 'key', log });
console.log(await client.credits());
client.dispose();`;

test('certificates: an unknown authority is rejected before sending, unless turned off', { skip }, async t => {
  const { base } = await secure(t);
  let strict = true;
  const settings = () => ({
    apiBaseUrl: base,
    uploadBaseUrl: base,
    proxySupport: 'off' as const,
    proxyStrictSSL: strict
  });
  const { client } = clientFor(t, base, {}, { settings });
  await assert.rejects(client.createTask({ model: 'm', input: {} }), {
    name: 'UnreachableError',
    accepted: 'no',
    transient: false
  });
  strict = false;
  assert.equal(await client.credits(), 7);
});

for (const through of ['directly', 'through the tunnel of a proxy'] as const) {
  test(`certificates: an authority of NODE_EXTRA_CA_CERTS is trusted, ${through}`, { skip }, async t => {
    const { base, ca } = await secure(t);
    const proxy = await startProxy(t);
    const login = Buffer.from('me:pass').toString('base64');
    const settings =
      through === 'directly' ? { proxySupport: 'off' } : { proxy: `http://me:pass@127.0.0.1:${proxy.port}` };
    const module = new URL('../../../../../src/core/kie/client.ts', import.meta.url).href;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: ca, NO_PROXY: '', no_proxy: '' };
    const args = ['--input-type=module', '-e', SCRIPT, module, base, JSON.stringify(settings)];
    const { stdout } = await exec(process.execPath, args, { env });
    assert.equal(stdout.trim(), '7');
    const tunnel = { method: 'CONNECT', url: new URL(base).host, login: `Basic ${login}` };
    assert.deepEqual(proxy.seen, through === 'directly' ? [] : [tunnel]);
  });
}

test('certificates: an unknown authority is rejected through a tunnel too', { skip }, async t => {
  const { base } = await secure(t);
  const proxy = await startProxy(t);
  const { client } = clientFor(t, base, { proxy: `http://127.0.0.1:${proxy.port}` });
  await assert.rejects(client.createTask({ model: 'm', input: {} }), { name: 'UnreachableError', accepted: 'no' });
  assert.equal(proxy.seen.length, 1);
});
