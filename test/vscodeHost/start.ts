// npm start: the extension in a real VS Code in your browser, against the emulator. Nothing to set up, nothing to pay.
import fs from 'node:fs/promises';
import path from 'node:path';
import { startEmulator } from '../emulator/emulator.ts';
import { workbenchUrl } from './browser.ts';
import { emulatorEnvironment, emulatorSettings } from './emulatorSetup.ts';
import { ensureHost } from './install.ts';
import { installInto } from './packageFiles.ts';
import { root } from './paths.ts';
import { copySample, makeScratch, removeScratch } from './scratch.ts';
import type { Server } from './server.ts';
import { startServer } from './server.ts';

interface Manifest {
  readonly contributes: { readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] } };
}

const host = await ensureHost();
const dir = await makeScratch();
const emulator = await startEmulator();
let server: Server | undefined;
let stopping = false;

async function stop(status: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await server?.stop();
  await emulator.stop();
  await removeScratch(dir);
  process.exit(status);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  const extensionsDir = path.join(dir, 'extensions');
  await installInto(extensionsDir);
  const opener = path.join(import.meta.dirname, 'opener');
  await fs.cp(opener, path.join(extensionsDir, 'kie-studio-tests.opener-0.0.1'), { recursive: true });
  const { contributes } = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const workspace = await copySample(dir);
  server = await startServer({
    dir,
    host,
    extensionsDir,
    ...(process.env['PORT'] ? { port: Number(process.env['PORT']) } : {}),
    env: {
      ...emulatorEnvironment(emulator),
      KIE_START_CONTAINER: contributes.viewsContainers.activitybar[0]?.id ?? ''
    },
    settings: emulatorSettings(emulator)
  });
  console.log(`
KIE Studio runs in VS Code at

  ${workbenchUrl(server, workspace)}

The workspace is a copy of test/sample in ${workspace}, removed at the end.
Behind it is an emulator of KIE (${emulator.apiBaseUrl}): no key, no network and no credits are needed.
Ctrl+C ends it.
`);
} catch (error) {
  console.error(error);
  await stop(1);
}
