// The form in the real workbench, in each theme and at 200 %: axe must find no problems, and nothing may be cut off.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Frame } from 'playwright-core';
import { themes } from '../../vscodeHost/settings.ts';
import type { Theme } from '../../vscodeHost/settings.ts';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { chooseModel, openForm } from '../harness/commonSteps.ts';
import { eventually } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

/** Path from the workbench document to the document of the view. */
const FORM = ['iframe.webview.ready', '#active-frame', 'body'];
/** Script for the page: returns the elements that extend beyond the frame. */
const CUT_OFF = `[...document.querySelectorAll('body *')]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.sr, svg'))
  .map(element => element.localName + '.' + element.className)`;
const SIZE = { width: 1180, height: 860 };

let wb: Workbench;
let form: Frame;
before(async () => {
  wb = await startWorkbench({ size: SIZE });
  form = await openForm(wb);
  // Varied content: a problem at a field, an open panel.
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  await form.locator('.panel-tab', { hasText: 'Presets' }).click();
  await form.locator('.run').click();
  await form.locator('.field[data-path="prompt"][data-invalid]').waitFor();
  // axe cannot see the side bar behind the transparent background.
  await form.evaluate("document.body.style.background = 'var(--vscode-sideBar-background)'");
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

for (const theme of Object.keys(themes) as Theme[]) {
  test(`Generate form in the workbench: passes axe (${theme})`, async () => {
    await wb.page.setViewportSize(SIZE);
    await wb.runCommand('Preferences: Color Theme');
    await wb.quickInput(themes[theme]);
    await form.locator(`body[data-vscode-theme-id="${themes[theme]}"]`).waitFor();
    // axe skips text that something covers, such as a hover that is just being hidden.
    await eventually('a check that includes the form', async () => {
      const { violations, passes } = await new AxeBuilder({ page: wb.page }).include(FORM).analyze();
      assert.deepEqual(
        violations.map(v => `${v.id}: ${v.nodes.map(node => node.html.slice(0, 160)).join(' ;; ')}`),
        []
      );
      return passes.some(
        ({ id, nodes }) => id === 'color-contrast' && nodes.some(({ html }) => html.includes('Presets'))
      );
    });
    // A browser zoom of 200 % leaves half of the width and height to the page.
    await wb.page.setViewportSize({ width: SIZE.width / 2, height: SIZE.height / 2 });
    await eventually('the smaller view', async () => Number(await form.evaluate('innerHeight')) < SIZE.height / 2);
    assert.deepEqual(await form.evaluate(CUT_OFF), []);
    await form.locator('.run').click({ trial: true });
    assert.equal(wb.emulator.submissions.length, 0);
  });
}
