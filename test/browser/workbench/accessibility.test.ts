// The form in the real workbench, in each theme and at 200 %: axe must find no problems, and nothing may be cut off.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
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

/** Fills the form with varied content: a problem at a field, an open panel. */
async function filled(wb: Workbench): Promise<Frame> {
  const form = await openForm(wb);
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  await form.locator('.panel-tab', { hasText: 'Presets' }).click();
  await form.locator('.run').click();
  await form.locator('.field[data-path="prompt"][data-invalid]').waitFor();
  return form;
}

let wb: Workbench | undefined;
evidenceOnFailure(() => wb); // before the window closes
afterEach(async () => {
  await wb?.stop();
  wb = undefined;
});

for (const theme of Object.keys(themes) as Theme[]) {
  test(`Generate form in the workbench: passes axe (${theme})`, async () => {
    const window = await startWorkbench({ theme, size: SIZE });
    wb = window;
    const form = await filled(window);
    // axe cannot see the side bar behind the transparent background.
    await form.evaluate("document.body.style.background = 'var(--vscode-sideBar-background)'");
    // axe skips text that something covers, such as a hover that is just being hidden.
    await eventually('a check that includes the form', async () => {
      const { violations, passes } = await new AxeBuilder({ page: window.page }).include(FORM).analyze();
      assert.deepEqual(
        violations.map(v => `${v.id}: ${v.nodes.map(node => node.html.slice(0, 160)).join(' ;; ')}`),
        []
      );
      return passes.some(
        ({ id, nodes }) => id === 'color-contrast' && nodes.some(({ html }) => html.includes('Presets'))
      );
    });
    // A browser zoom of 200 % leaves half of the width and height to the page.
    await window.page.setViewportSize({ width: SIZE.width / 2, height: SIZE.height / 2 });
    await eventually('the smaller view', async () => Number(await form.evaluate('innerHeight')) < SIZE.height / 2);
    assert.deepEqual(await form.evaluate(CUT_OFF), []);
    await form.locator('.run').click({ trial: true });
    assert.equal(window.emulator.submissions.length, 0);
  });
}
