// npm run test:host: the suites of test/host/suite in a real extension host, against the emulator.
import fs from 'node:fs/promises';
import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { startEmulator } from '../emulator/emulator.ts';
import { dist, root } from '../vscodeHost/paths.ts';
import { copySample, makeScratch, removeScratch } from '../vscodeHost/scratch.ts';
import { emulatorEnvironment, emulatorSettings } from '../vscodeHost/emulatorSetup.ts';
import { quietSettings } from '../vscodeHost/settings.ts';
import { findCode, shim } from '../vscodeHost/findCode.ts';
import { createAuthorities } from './certificateAuthorities.ts';

const code = await findCode();
const dir = await makeScratch();
const emulator = await startEmulator({ taskMs: 300 });
let status = 1;
try {
  const userDir = path.join(dir, 'user');
  await fs.mkdir(path.join(userDir, 'User'), { recursive: true });
  const settings = { ...quietSettings, ...emulatorSettings(emulator) };
  await fs.writeFile(path.join(userDir, 'User/settings.json'), JSON.stringify(settings));
  // The shim is a script for the Node that runs this one.
  const PATH = [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter);
  console.log(`Running in ${code === shim ? 'the browser host' : code}`);
  status = await runTests({
    vscodeExecutablePath: code,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(dist, 'test/host.cjs'),
    extensionTestsEnv: { ...emulatorEnvironment(emulator), ...(await createAuthorities(path.join(dir, 'tls'))), PATH },
    launchArgs: [
      await copySample(dir),
      ...['--disable-workspace-trust', `--user-data-dir=${userDir}`, `--extensions-dir=${dir}/extensions`]
    ]
  });
} catch (error) {
  // A failed run has already reported the reason.
  if (!(error instanceof TestRunFailedError)) console.error(error);
} finally {
  await emulator.stop();
  await removeScratch(dir);
}
process.exit(status);
