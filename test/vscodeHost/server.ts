// Starts and stops the server half of VS Code (code-server) on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { quietSettings } from './settings.ts';

export interface ServerOptions {
  /** A scratch folder that this server owns. Keep it short: socket paths in it end at 107 bytes. */
  readonly dir: string;
  /** From ensureHost(). */
  readonly host: string;
  readonly extensionsDir?: string;
  /** A fixed port keeps the origin, and so the stored secrets, across restarts. Default: a free one. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Enables workspace trust as in VS Code; without it every folder is trusted. */
  readonly workspaceTrust?: boolean;
  /** User settings in addition to the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Server {
  readonly origin: string;
  readonly authority: string;
  readonly port: number;
  /** User data: `User/settings.json`, `User/globalStorage`. */
  readonly userDir: string;
  /** Stops the server and its extension hosts. */
  stop(): Promise<void>;
}

// Would direct the server to an outer VS Code, or override the flags below.
const foreign =
  /^(VSCODE_(?!TEST)|CODE_SERVER_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|PORT$|PASSWORD$|HASHED_PASSWORD$|EXTENSIONS_GALLERY$)/;

export async function startServer(options: ServerOptions): Promise<Server> {
  const { dir, host, extensionsDir = path.join(dir, 'extensions') } = options;
  const port = options.port ?? (await freePort());
  const userDir = path.join(dir, 'user');
  const xdg = path.join(dir, 'xdg');
  for (const folder of [path.join(userDir, 'User'), xdg, extensionsDir]) fs.mkdirSync(folder, { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  fs.writeFileSync(path.join(userDir, 'User/settings.json'), JSON.stringify(settings, null, 2));

  const logFile = path.join(dir, 'server.log');
  const log = fs.openSync(logFile, 'a');
  const entry = path.join(host, 'node_modules/code-server/out/node/entry.js');
  const flags = ['--auth=none', `--bind-addr=127.0.0.1:${port}`, '--ignore-last-opened', '--disable-telemetry'];
  flags.push('--disable-update-check', '--disable-getting-started-override', '--disable-proxy');
  if (options.workspaceTrust !== true) flags.push('--disable-workspace-trust');
  flags.push(`--config=${dir}/config.yaml`, `--user-data-dir=${userDir}`, `--extensions-dir=${extensionsDir}`);
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const gallery = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' });
  const folders = { XDG_CONFIG_HOME: xdg, XDG_DATA_HOME: xdg, XDG_CACHE_HOME: xdg, XDG_RUNTIME_DIR: xdg };
  const child = spawn(process.execPath, [entry, ...flags], {
    stdio: ['ignore', log, log],
    detached: true, // a separate process group, so that stop() also ends the extension hosts
    env: { ...inherited, ...folders, EXTENSIONS_GALLERY: gallery, ...options.env }
  });
  fs.closeSync(log);
  const exited = once(child, 'exit').then(() => true);
  const gone = () => child.exitCode !== null || child.signalCode !== null;

  const stop = async () => {
    if (gone()) return;
    signalGroup(child.pid, 'SIGTERM');
    if (!(await Promise.race([exited, sleep(5000, false, { ref: false })]))) {
      signalGroup(child.pid, 'SIGKILL');
      await exited;
    }
  };
  const origin = `http://127.0.0.1:${port}`;
  const end = Date.now() + 60_000;
  while (!(await healthy(origin))) {
    if (gone() || Date.now() > end) {
      await stop();
      throw new Error(`VS Code's server did not start:\n${fs.readFileSync(logFile, 'utf8').slice(-2000)}`);
    }
    await sleep(50);
  }
  return { origin, authority: `127.0.0.1:${port}`, port, userDir, stop };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // already stopped
  }
}

async function healthy(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    return false; // not listening yet
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
