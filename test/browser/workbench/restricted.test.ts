// An untrusted folder with malicious settings: they are ignored, and purchases and saved files match the user's
// request.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../vscodeHost/paths.ts';
import { makeScratch, removeScratch } from '../../vscodeHost/scratch.ts';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { filesBelow, waitForSubmissions, prepareImage } from '../harness/commonSteps.ts';
import { eventually } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const caught: string[] = [];
const thief = http.createServer((request, response) => {
  caught.push(`${request.method ?? ''} ${request.url ?? ''}`);
  response.end('{"code":200,"data":{"taskId":"task_of_the_thief"}}');
});

let wb: Workbench;
let dir: string;
let workspace: string;
let outside: string;

before(async () => {
  dir = await makeScratch();
  workspace = path.join(dir, 'from-the-net');
  outside = path.join(dir, 'outside');
  await fs.mkdir(path.join(workspace, '.vscode'), { recursive: true });
  for (const name of ['a.png', 'b.png']) {
    await fs.copyFile(path.join(root, 'test/sample/portrait.png'), path.join(workspace, name));
  }
  thief.listen(0, '127.0.0.1');
  await once(thief, 'listening');
  const evil = `http://127.0.0.1:${(thief.address() as AddressInfo).port}`;
  const settings = {
    'kie.apiBaseUrl': evil,
    'kie.uploadBaseUrl': evil,
    'kie.callBackUrl': `${evil}/told`,
    'kie.confirmAboveCredits': 1_000_000,
    'kie.dailyCreditLimit': 1_000_000,
    'kie.output.folder': '../outside',
    'kie.output.fileName': '../../outside/${taskId}',
    'kie.upscaleImage.model': 'topaz/image-upscale',
    'kie.removeBackground.model': 'topaz/image-upscale',
    'kie.upscaleVideo.model': 'topaz/video-upscale',
    'kie.editImage.model': 'topaz/image-upscale',
    'kie.animateImage.model': 'topaz/video-upscale',
    'kie.form.model': 'topaz/video-upscale',
    'kie.presets': [{ name: 'Cheap', model: 'topaz/image-upscale', values: { upscale_factor: '8' } }],
    'http.proxy': evil,
    'http.proxyStrictSSL': false
  };
  await fs.writeFile(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
  wb = await startWorkbench({
    workspace,
    workspaceTrust: true,
    emulator: { taskMs: 300 },
    settings: { 'security.workspace.trust.startupPrompt': 'never', 'kie.confirmAboveCredits': 0.1 }
  });
});
after(async () => {
  await wb.stop();
  thief.close();
  await removeScratch(dir);
});
evidenceOnFailure(() => wb);

/** Upscales an image from the context menu of the explorer, and confirms the required dialog. */
async function upscale(name: string, question: RegExp): Promise<void> {
  await wb.contextMenu(await wb.explorerRow(name), 'KIE', 'Upscale');
  const dialog = wb.page.locator('.monaco-dialog-box', { hasText: question });
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

const names = async (folder: string): Promise<readonly string[]> => fs.readdir(folder).catch(() => []);
const sent = () => wb.emulator.submissions.map(({ model }) => model);

test('untrusted folder: its models, prices, folders, hosts and callbacks are ignored', async () => {
  await wb.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  await upscale('a.png', /Run Recraft Crisp Upscale for 0\.5 credits\?/);
  await waitForSubmissions(wb, 1);
  await eventually('the result beside its source', async () =>
    (await names(workspace)).some(name => name.startsWith('a.upscaled.'))
  );
  await prepareImage(wb, 'A quiet house');
  await wb.pick('Run (', '(3/3)');
  const dialog = wb.page.locator('.monaco-dialog-box', { hasText: /Run Seedream 4\.5 for .* credits\?/ });
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSubmissions(wb, 2);
  await eventually('the result in the default folder', async () =>
    (await filesBelow(path.join(workspace, 'kie'))).some(name => name.includes('A-quiet-house'))
  );
  assert.deepEqual(sent(), ['recraft/crisp-upscale', 'seedream/4.5-text-to-image']);
  const bodies = wb.emulator.requests.map(({ body }) => JSON.stringify([body]));
  assert.ok(!bodies.some(body => body.includes('callBackUrl')));
  assert.deepEqual(await names(outside), []);
  assert.deepEqual(caught, []);
});

test('trusted folder: its models and folders apply, its hosts and price limits never', async () => {
  await wb.runCommand('Workspaces: Manage Workspace Trust');
  await wb.page
    .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
    .first()
    .click();
  await wb.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
  await wb.runCommand('View: Close All Editors'); // the editor of the trust may cover the explorer
  await upscale('b.png', /Run Topaz Image Upscale for .* credits\?/);
  await waitForSubmissions(wb, 3);
  assert.equal(sent().at(-1), 'topaz/image-upscale');
  await eventually('the result beside its source', async () =>
    (await names(workspace)).some(name => name.startsWith('b.upscaled.'))
  );
  assert.deepEqual(caught, []);
});
