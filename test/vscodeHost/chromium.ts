import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const installPaths = [
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** Pages of the browser's own window and a spare process, which took a third of the time in which a page opens. */
const OWN_PAGES = [
  'AimEnabled',
  'PreloadTopChromeWebUI',
  'SpareRendererForSitePerProcess',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup'
];
/** Those that Playwright turns off and that concern pages: only the last of such flags counts. */
const PLAYWRIGHTS = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning'
];

/** The flag that turns off the features of Chromium that no test needs. */
export const withoutFeatures = `--disable-features=${[...OWN_PAGES, ...PLAYWRIGHTS].join()}`;

/** Returns the Chromium for the workbench; installs it with apt if it is missing and that is possible. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (fs.existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('Installing chromium with apt-get (once) …');
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'No Chromium found. Install it ("apt-get install --no-install-recommends chromium" as root on Debian), ' +
      'or name the executable of a Chromium or Chrome in the environment variable CHROMIUM.'
  );
}

function findChromium(): string | undefined {
  const given = process.env['CHROMIUM'];
  if (given) return given;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).concat('/usr/bin', '/usr/local/bin');
  const candidates = folders.flatMap(folder => names.map(name => path.join(folder, name)));
  return [...candidates, ...installPaths].find(file => fs.existsSync(file));
}

function apt(...args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
