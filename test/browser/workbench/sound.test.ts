// A video with AAC sound in the Result editor of a real VS Code, in a browser that cannot decode AAC.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chooseModel, openForm, waitForSubmissions } from '../harness/commonSteps.ts';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { eventually } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({
    emulator: { taskMs: 300 },
    settings: { 'kie.confirmAboveCredits': 100_000 },
    size: { width: 1280, height: 860, scale: 1 }
  });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

test('video: plays with the sound that was decoded in the page', async () => {
  await wb.page.context().addInitScript({
    content: "HTMLMediaElement.prototype.canPlayType = type => (type.includes('mp4a') ? '' : 'probably');"
  });
  const form = await openForm(wb);
  await chooseModel(form, 'wan/2-5-text-to-video', 'Wan');
  await form.locator('.field[data-path="prompt"] textarea').fill('A bell that rings');
  await form.locator('.field[data-path="duration"] input[value="5"]').click();
  await form.locator('.field[data-path="resolution"] input[value="720p"]').click();
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' }).click();
  await waitForSubmissions(wb, 1);
  const editor = await wb.webviewFrame('video.player-media');
  const video = editor.locator('video.player-media');
  await editor.locator('video.player-media[src^="blob:"]').waitFor();
  assert.equal(await editor.locator('.player-note').count(), 0);
  await video.click();
  await eventually('decoded sound', () =>
    video.evaluate(element => Number(Reflect.get(element, 'webkitAudioDecodedByteCount')) > 0)
  );
  await wb.screenshot('sound');
});

test('video: the Tasks view shows a frame of it as its icon', async () => {
  const row = wb.page.locator('.pane .monaco-list-row', { hasText: 'A bell that rings' }).first();
  await row.locator('.custom-view-tree-node-item-icon[style*=".webp"]').waitFor();
  await wb.screenshot('video-thumbnail');
});
