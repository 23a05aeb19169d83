import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { UnreachableError } from '../../../../../src/core/http/errors/errors.ts';
import { proxyFor } from '../../../../../src/core/http/connect/proxy.ts';
import type { NetworkSettings } from '../../../../../src/core/base/ports.ts';
import { startProxy } from '../../../../support/http/proxyServer.ts';
import { listen } from '../../../../support/http/listen.ts';
import { clientFor, serve } from '../../../../support/http/testClient.ts';

const bases = { apiBaseUrl: '', uploadBaseUrl: '' };
const P = 'http://proxy.test:3128';

const CHOICES: readonly (readonly [
  string,
  string,
  Partial<NetworkSettings>,
  Record<string, string>,
  string | undefined
])[] = [
  ['nothing set', 'https://api.kie.ai', {}, {}, undefined],
  ['the setting', 'https://api.kie.ai', { proxy: P }, {}, P],
  ['the setting before the environment', 'https://api.kie.ai', { proxy: P }, { HTTPS_PROXY: 'http://other' }, P],
  ['the environment', 'https://api.kie.ai', {}, { HTTPS_PROXY: P }, P],
  ['the environment in lower case', 'https://api.kie.ai', {}, { https_proxy: P }, P],
  ['HTTP_PROXY for http', 'http://localhost:1', {}, { HTTP_PROXY: P }, P],
  ['an address without a scheme', 'https://api.kie.ai', { proxy: 'proxy.test:3128' }, {}, P],
  ['off', 'https://api.kie.ai', { proxy: P, proxySupport: 'off' }, { HTTPS_PROXY: P }, undefined],
  ['on', 'https://api.kie.ai', { proxy: P, proxySupport: 'on' }, {}, P],
  ['fallback', 'https://api.kie.ai', { proxy: P, proxySupport: 'fallback' }, {}, P],
  ['override', 'https://api.kie.ai', { proxy: P, proxySupport: 'override' }, {}, P],
  ['exempt by name', 'https://api.kie.ai', { proxy: P, noProxy: ['api.kie.ai'] }, {}, undefined],
  ['exempt by domain', 'https://api.kie.ai', { proxy: P, noProxy: ['.kie.ai'] }, {}, undefined],
  ['exempt by star', 'https://api.kie.ai', { proxy: P, noProxy: ['*.kie.ai'] }, {}, undefined],
  ['exempt by port', 'https://api.kie.ai', { proxy: P, noProxy: ['kie.ai:443'] }, {}, undefined],
  ['another port', 'https://api.kie.ai', { proxy: P, noProxy: ['kie.ai:8443'] }, {}, P],
  ['a name with the same suffix', 'https://notkie.ai', { proxy: P, noProxy: ['kie.ai'] }, {}, P],
  ['NO_PROXY', 'https://api.kie.ai', {}, { HTTPS_PROXY: P, NO_PROXY: 'localhost, kie.ai' }, undefined],
  ['IPv6 address', 'https://[::1]:8443', {}, { HTTPS_PROXY: P, NO_PROXY: '::1' }, undefined],
  ['long IPv6 address', 'https://[::1]', {}, { HTTPS_PROXY: P, NO_PROXY: '0:0:0:0:0:0:0:1' }, undefined],
  ['IPv6 address with a port', 'https://[::1]', {}, { HTTPS_PROXY: P, NO_PROXY: '[::1]:443' }, undefined],
  ['IPv6 address with another port', 'https://[::1]', {}, { HTTPS_PROXY: P, NO_PROXY: '[::1]:80' }, P],
  ['star without a dot', 'https://api.kie.ai', {}, { HTTPS_PROXY: P, NO_PROXY: '*kie.ai' }, undefined],
  ['star without a dot, another name', 'https://kie.ai.test', {}, { HTTPS_PROXY: P, NO_PROXY: '*kie.ai' }, P],
  ['semicolons', 'https://api.kie.ai', {}, { HTTPS_PROXY: P, NO_PROXY: 'localhost;kie.ai' }, undefined],
  ['double quotes', 'https://api.kie.ai', {}, { HTTPS_PROXY: P, NO_PROXY: '"localhost,kie.ai"' }, undefined],
  ['single quotes', 'https://api.kie.ai', {}, { HTTPS_PROXY: P, NO_PROXY: "'kie.ai'" }, undefined],
  ['IPv4 range', 'https://127.8.9.1', {}, { HTTPS_PROXY: P, NO_PROXY: '127.0.0.0/8' }, undefined],
  ['IPv4 range, outside', 'https://128.0.0.1', {}, { HTTPS_PROXY: P, NO_PROXY: '127.0.0.0/8' }, P],
  ['IPv6 range', 'https://[fd00::5]', {}, { HTTPS_PROXY: P, NO_PROXY: 'fc00::/7' }, undefined],
  ['range for a name', 'https://api.kie.ai', {}, { HTTPS_PROXY: P, NO_PROXY: '0.0.0.0/0' }, P],
  ['an invalid range', 'https://127.0.0.1', {}, { HTTPS_PROXY: P, NO_PROXY: '127.0.0.0/99' }, P],
  ['semicolons in the setting', 'https://api.kie.ai', { proxy: P, noProxy: ['a;kie.ai'] }, {}, undefined],
  ['a lone dot', 'https://api.kie.ai', {}, { HTTPS_PROXY: P, NO_PROXY: '.' }, P],
  ['NO_PROXY=*', 'https://api.kie.ai', {}, { HTTPS_PROXY: P, no_proxy: '*' }, undefined]
];

for (const [what, url, settings, env, expected] of CHOICES) {
  test(`proxy: ${what}`, () => {
    assert.equal(proxyFor(new URL(url), { ...bases, ...settings }, env), expected);
  });
}

test('proxy: sends its credentials, never logs them, follows changed settings', async t => {
  const base = await serve(t, (request, response) => {
    assert.equal(request.headers['proxy-authorization'], undefined);
    response.end('{"code":200,"data":5}');
  });
  const { port, seen } = await startProxy(t);
  let settings: Partial<NetworkSettings> = { proxy: `http://user:p%40ss@127.0.0.1:${port}` };
  const { client, lines } = clientFor(
    t,
    base,
    {},
    { settings: () => ({ apiBaseUrl: base, uploadBaseUrl: base, ...settings }) }
  );
  assert.equal(await client.credits(), 5);
  const login = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
  assert.deepEqual(
    seen.map(s => s.login),
    [login]
  );
  settings = { ...settings, noProxy: ['127.0.0.1'] };
  assert.equal(await client.credits(), 5);
  settings = { ...settings, noProxy: [], proxySupport: 'off' };
  assert.equal(await client.credits(), 5);
  assert.equal(seen.length, 1);
  assert.ok(!/p%40ss|p@ss/.test(lines.join('\n')) && !lines.join('\n').includes(login));
});

test('proxy: http.proxyAuthorization wins over the URL and goes to the proxy only', async t => {
  const base = await serve(t, (request, response) => {
    assert.equal(request.headers['proxy-authorization'], undefined);
    response.end('{"code":200,"data":5}');
  });
  const { port, seen } = await startProxy(t);
  let settings: Partial<NetworkSettings> = {
    proxy: `http://user:other@127.0.0.1:${port}`,
    proxyAuthorization: ' Bearer of-the-company '
  };
  const { client, lines } = clientFor(
    t,
    base,
    {},
    { settings: () => ({ apiBaseUrl: base, uploadBaseUrl: base, ...settings }) }
  );
  assert.equal(await client.credits(), 5);
  settings = { ...settings, proxyAuthorization: '' };
  assert.equal(await client.credits(), 5);
  settings = { ...settings, proxyAuthorization: 'Bearer of-the-company', proxySupport: 'off' };
  assert.equal(await client.credits(), 5);
  assert.deepEqual(
    seen.map(s => s.login),
    ['Bearer of-the-company', `Basic ${Buffer.from('user:other').toString('base64')}`]
  );
  assert.ok(!lines.join('\n').includes('of-the-company'));
});

test('proxy: an invalid proxyAuthorization is a proxy problem, and nothing is sent', async t => {
  const { port, seen } = await startProxy(t);
  const { client, lines } = clientFor(t, 'https://api.kie.test', {
    proxy: `http://127.0.0.1:${port}`,
    proxyAuthorization: 'Basic secret\r\nX-Other: 1'
  });
  await assert.rejects(client.createTask({ model: 'm', input: {} }), (error: unknown) => {
    assert.ok(error instanceof UnreachableError);
    assert.deepEqual([error.accepted, error.remedy], ['no', 'check-network']);
    assert.ok(!inspect(error).includes('secret'));
    return true;
  });
  assert.deepEqual([seen.length, lines.join('\n').includes('secret')], [0, false]);
});

for (const [status, passes] of [
  [407, false],
  [403, false],
  [502, true]
] as const) {
  test(`proxy: a rejected tunnel (${status}) sends nothing and is ${passes ? '' : 'not '}transient`, async t => {
    const { port } = await startProxy(t, status);
    const { client } = clientFor(t, 'https://api.kie.test', { proxy: `http://127.0.0.1:${port}` });
    await assert.rejects(client.createTask({ model: 'm', input: {} }), {
      name: 'UnreachableError',
      accepted: 'no',
      transient: passes
    });
  });
}

test('proxy: the message of 407 names the settings, never their values', async t => {
  const { port } = await startProxy(t, 407);
  const proxyAuthorization = 'Bearer of-yesterday';
  const { client } = clientFor(t, 'https://api.kie.test', { proxy: `http://127.0.0.1:${port}`, proxyAuthorization });
  await assert.rejects(client.credits(), (error: unknown) => {
    assert.ok(error instanceof UnreachableError);
    assert.match(error.message, /\bhttp\.proxyAuthorization\b.*\bhttp\.proxy\b/);
    assert.ok(!inspect(error).includes('of-yesterday'));
    return true;
  });
});

for (const [what, behave] of [
  ['sends nothing', () => undefined],
  ['closes the connection', (socket: net.Socket) => socket.destroy()],
  ['uses another protocol', (socket: net.Socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')]
] as const) {
  test(`proxy: a proxy that ${what} instead of tunneling sends nothing`, async t => {
    const sockets: net.Socket[] = [];
    const port = await listen(
      t,
      net.createServer(socket => {
        sockets.push(socket.on('error', () => undefined));
        socket.once('data', () => behave(socket));
      })
    );
    t.after(() => sockets.forEach(socket => socket.destroy()));
    const { client } = clientFor(
      t,
      'https://api.kie.test',
      { proxy: `http://127.0.0.1:${port}` },
      { timeouts: { connectMs: 100 } }
    );
    await assert.rejects(client.createTask({ model: 'm', input: {} }), { name: 'UnreachableError', accepted: 'no' });
  });
}

test('proxy: a connect timeout proves that nothing was sent', async t => {
  const sockets: net.Socket[] = [];
  // Accepts, but never answers the TLS handshake, which is a part of connecting.
  const port = await listen(
    t,
    net.createServer(socket => void sockets.push(socket.on('error', () => undefined)))
  );
  t.after(() => sockets.forEach(socket => socket.destroy()));
  const { client } = clientFor(
    t,
    `https://127.0.0.1:${port}`,
    { proxySupport: 'off' },
    { timeouts: { connectMs: 100 } }
  );
  await assert.rejects(client.createTask({ model: 'm', input: {} }), {
    name: 'UnreachableError',
    code: 'UND_ERR_CONNECT_TIMEOUT',
    accepted: 'no',
    transient: true
  });
  assert.equal(sockets.length, 1);
});

for (const proxy of ['http://user:secret@proxy.test:notaport', 'http://user:secret@', 'ftp://user:secret@proxy.test']) {
  test(`proxy: an invalid setting (${proxy}) sends nothing and hides credentials`, async t => {
    let requests = 0;
    const base = await serve(t, (_, response) => {
      requests++;
      response.end('{"code":200}');
    });
    const { client, lines } = clientFor(t, base, { proxy });
    await assert.rejects(client.createTask({ model: 'm', input: {} }), (error: unknown) => {
      assert.ok(error instanceof UnreachableError);
      assert.deepEqual([error.accepted, error.remedy, error.transient], ['no', 'check-network', false]);
      assert.ok(!inspect(error).includes('secret'));
      return true;
    });
    assert.equal(requests, 0);
    assert.ok(!lines.join('\n').includes('secret'));
  });
}
