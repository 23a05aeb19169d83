import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveFolder } from '../../../../src/core/files/folderSetting.ts';
import type { FolderContext } from '../../../../src/core/files/folderSetting.ts';

const linux: FolderContext = {
  platform: 'linux',
  home: '/home/ada',
  env: { OUT: '/data/out' },
  now: new Date(2026, 0, 2, 3),
  workspaceFolder: '/projects/site'
};
const windows: FolderContext = {
  platform: 'win32',
  home: 'C:\\Users\\ada',
  env: {},
  workspaceFolder: 'D:\\site',
  now: linux.now
};

for (const [context, setting, folder] of [
  [linux, 'kie', '/projects/site/kie'],
  [linux, '/tmp/kie', '/tmp/kie'],
  [linux, 'kie/${date}', '/projects/site/kie/2026-01-02'],
  [linux, '~', '/home/ada'],
  [linux, '~/kie', '/home/ada/kie'],
  [linux, 'a~b', '/projects/site/a~b'],
  [linux, '${userHome}/kie', '/home/ada/kie'],
  [linux, '${workspaceFolder}/kie', '/projects/site/kie'],
  [linux, 'kie-${workspaceFolderBasename}', '/projects/site/kie-site'],
  [linux, '${env:OUT}/x', '/data/out/x'],
  [linux, 'a${/}b', '/projects/site/a/b'],
  [windows, 'kie/sub', 'D:\\site\\kie\\sub'],
  [windows, '~\\kie', 'C:\\Users\\ada\\kie'],
  [windows, '\\\\server\\share', '\\\\server\\share\\']
] as const) {
  test(`output folder on ${context.platform}: ${setting}`, () =>
    assert.deepEqual(resolveFolder(setting, context), { folder }));
}

for (const [context, setting, problem, text] of [
  [linux, 'C:\\Users\\ada\\kie', 'otherSystem', 'C:\\Users\\ada\\kie'],
  [linux, 'D:/kie', 'otherSystem', 'D:/kie'],
  [linux, '\\\\server\\share', 'otherSystem', '\\\\server\\share'],
  [linux, 'kie\\sub', 'otherSystem', 'kie\\sub'],
  [windows, '/home/ada/kie', 'otherSystem', '/home/ada/kie'],
  [linux, '${file}/x', 'variable', '${file}'],
  [{ ...linux, workspaceFolder: undefined }, 'kie', 'relative', 'kie'],
  [{ ...linux, workspaceFolder: undefined }, '${workspaceFolder}/kie', 'variable', '${workspaceFolder}']
] as const) {
  test(`output folder on ${context.platform}: rejects ${setting} (${problem})`, () => {
    const { workspaceFolder, ...rest } = context;
    const given = workspaceFolder === undefined ? rest : { ...rest, workspaceFolder };
    assert.deepEqual(resolveFolder(setting, given), { problem, text });
  });
}
