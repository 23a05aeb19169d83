import assert from 'node:assert/strict';
import http from 'node:http';
import * as vscode from 'vscode';
import { startProxy } from '../../support/http/proxyServer.ts';
import { listen } from '../../support/http/listen.ts';
import { AUTHORITIES_VARIABLE } from '../certificateAuthorities.ts';
import { cleaner } from '../cleaner.ts';
import { httpsFront } from '../httpsFront.ts';
import type { HttpsFront } from '../httpsFront.ts';
import { emulator, submissions } from './emulatorCalls.ts';
import { activate, folderWith, sample } from './support.ts';

const UPSCALE = 'recraft/crisp-upscale';
const VARIABLES = ['http_proxy', 'https_proxy', 'no_proxy'].flatMap(name => [name, name.toUpperCase()]);
const key = process.env['KIE_TEST_KEY'] ?? '';

// Suites are loaded before the first test runs, so this is the process state before our code.
Reflect.get(globalThis, 'Response'); // Node's own client fills its slots on first use
const slotNames = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => Symbol.for(name));
const processOf = (): readonly unknown[] => [
  ...slotNames.map(name => Reflect.get(globalThis, name) as unknown),
  ...['fetch', 'Response', 'Request', 'Headers', 'FormData', 'WebSocket'].map(
    name => Reflect.get(globalThis, name) as unknown
  )
];
const atStart = processOf();

describe('corporate networks', () => {
  const t = cleaner();
  const environment = Object.fromEntries(VARIABLES.map(name => [name, process.env[name]]));
  let api: HttpsFront;
  let upload: HttpsFront;

  const set = async (section: string, values: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) {
      await vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);
    }
  };

  /** Requests the balance from KIE; returns the error message. */
  const ask = async (): Promise<string | undefined> => (await activate()).testing.checkAndStore(key);

  before(async function () {
    if (process.env[AUTHORITIES_VARIABLE] === undefined) this.skip();
    api = await httpsFront(t, process.env['KIE_TEST_API'] ?? '', 'known');
    upload = await httpsFront(t, process.env['KIE_TEST_UPLOAD'] ?? '', 'known');
  });

  beforeEach(async () => {
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
    await set('kie', { apiBaseUrl: api.base, uploadBaseUrl: upload.base });
  });

  afterEach(async () => {
    await set('http', { proxy: undefined, noProxy: undefined, proxySupport: undefined, proxyStrictSSL: undefined });
    for (const [name, value] of Object.entries(environment)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  after(async () => {
    await vscode.commands.executeCommand('kie.removeApiKey');
    await set('kie', {
      apiBaseUrl: process.env['KIE_TEST_API'],
      uploadBaseUrl: process.env['KIE_TEST_UPLOAD']
    });
    await t.clean();
  });

  it('run a whole task through a proxy with a login, to hosts of a private authority', async () => {
    const kie = await activate();
    const proxy = await startProxy(t);
    await set('http', { proxy: `http://me:p%40ss@127.0.0.1:${proxy.port}` });
    const saveTo = await folderWith();
    const { files } = await kie.run(UPSCALE, { image: sample('portrait.png') }, { saveTo });
    assert.equal(files.length, 1);
    const login = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    const storage = new URL(process.env['KIE_TEST_STORAGE'] ?? '').host;
    for (const host of [api.host, upload.host, storage]) {
      const tunnels = proxy.seen.filter(({ url }) => url?.includes(host));
      assert.ok(tunnels.length > 0, host);
      for (const tunnel of tunnels) assert.equal(tunnel.login, login);
    }
    assert.ok(proxy.seen.some(({ method, url }) => method === 'CONNECT' && url === api.host));
    assert.ok(api.paths.some(path => path.endsWith('/createTask')));
    await set('http', { proxy: undefined });
    assert.deepEqual(await emulator('leaks'), []);
  });

  it('apply each setting and variable to the next request', async () => {
    const [first, second, third] = [await startProxy(t), await startProxy(t), await startProxy(t)];
    const proxies = [first, second, third];
    const tunnels = () => proxies.map(({ seen }) => seen.filter(({ url }) => url === api.host).length);
    const at = ({ port }: { readonly port: number }): string => `http://127.0.0.1:${port}`;
    const steps: readonly (readonly [what: string, change: () => unknown, used: typeof first | undefined])[] = [
      ['http.proxy', () => set('http', { proxy: at(first) }), first],
      ['http.noProxy exempts', () => set('http', { noProxy: ['127.0.0.1'] }), undefined],
      ['another http.proxy', () => set('http', { noProxy: [], proxy: at(second) }), second],
      ['http.proxySupport off', () => set('http', { proxySupport: 'off' }), undefined],
      [
        'a variable, which http.proxy goes before',
        () => {
          process.env['HTTPS_PROXY'] = at(third);
          return set('http', { proxySupport: undefined, proxy: at(second) });
        },
        second
      ],
      ['the variable alone', () => set('http', { proxy: undefined }), third],
      ['NO_PROXY exempts', () => (process.env['NO_PROXY'] = '127.0.0.1'), undefined]
    ];
    for (const [what, change, used] of steps) {
      await change();
      const [paths, before] = [api.paths.length, tunnels()];
      assert.equal(await ask(), undefined, what);
      assert.ok(api.paths.length > paths, what);
      // Two requests at once open two tunnels, and a proxy that was used before may reuse one.
      const after = tunnels();
      proxies.forEach((proxy, i) => {
        if (proxy !== used) assert.equal(after[i], before[i], what);
        else assert.ok((after[i] ?? 0) > 0, what);
      });
    }
  });

  it('check unknown authorities by http.proxyStrictSSL before anything is sent', async () => {
    const proxy = await startProxy(t);
    for (const through of [undefined, `http://127.0.0.1:${proxy.port}`]) {
      await set('http', { proxy: through, proxyStrictSSL: undefined });
      const unknown = await httpsFront(t, process.env['KIE_TEST_API'] ?? '', 'unknown');
      await set('kie', { apiBaseUrl: unknown.base });
      assert.match((await ask()) ?? '', /certificate/i);
      assert.deepEqual(unknown.paths, []);
      await set('http', { proxyStrictSSL: false });
      assert.equal(await ask(), undefined);
      assert.ok(unknown.paths.length > 0);
    }
  });

  it('buy nothing when the proxy requires a login, and explain the remedy', async () => {
    const kie = await activate();
    const before = (await submissions()).length;
    const proxy = await startProxy(t, 407);
    await set('http', { proxy: `http://127.0.0.1:${proxy.port}` });
    const run = kie.run(UPSCALE, { image: sample('portrait.png') }, { saveTo: await folderWith() });
    await assert.rejects(run, /http\.proxyAuthorization.*http:\/\/user:password@host:port/);
    assert.equal((await kie.tasks()).toSorted((a, b) => b.createdAt - a.createdAt)[0]?.state, 'failed');
    await set('http', { proxy: undefined });
    assert.equal((await submissions()).length, before);
  });

  it('report in diagnostics whether http.proxyAuthorization is set, not its value', async () => {
    const copied = async (): Promise<string> => {
      await vscode.commands.executeCommand('kie.copyDiagnostics');
      return vscode.env.clipboard.readText();
    };
    assert.match(await copied(), /^http\.proxyAuthorization: not set\b.*407/m);
    await set('http', { proxyAuthorization: 'Bearer of-the-company' });
    const text = await copied();
    await set('http', { proxyAuthorization: undefined });
    assert.match(text, /^http\.proxyAuthorization: set$/m);
    assert.doesNotMatch(text, /of-the-company/);
  });

  it('leave the fetch of other extensions without our agents and headers', async () => {
    assert.equal(await ask(), undefined); // our client is loaded by now
    assert.deepEqual(
      processOf().map((value, i) => value === atStart[i]),
      atStart.map(() => true)
    );
    const seen: http.IncomingHttpHeaders[] = [];
    const port = await listen(
      t,
      http.createServer((request, response) => {
        seen.push(request.headers);
        response.end('x');
      })
    );
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'x');
    assert.deepEqual([seen[0]?.authorization, /kie/i.test(seen[0]?.['user-agent'] ?? '')], [undefined, false]);
    const secure = await httpsFront(t, process.env['KIE_TEST_API'] ?? '', 'unknown');
    await set('http', { proxyStrictSSL: false });
    assert.equal(await ask(), undefined);
    await set('http', { proxyStrictSSL: undefined });
    await assert.rejects(fetch(secure.base), 'the trust setting applies to our requests only');
  });
});
