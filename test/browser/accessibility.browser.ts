// The form in the real workbench, in each theme and at 200 %: what axe says of it, and that nothing is cut off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Frame } from 'playwright-core';
import { themes } from '../vscodeHost/settings.ts';
import type { Theme } from '../vscodeHost/settings.ts';
import { chooseModel, openForm } from './harness/steps.ts';
import { eventually } from './harness/until.ts';
import { startWorkbench } from './harness/workbench.ts';
import type { Workbench } from './harness/workbench.ts';

/** The document of the view, seen from that of the workbench. */
const FORM = ['iframe.webview.ready', '#active-frame', 'body'];
/** What stands out of the frame, in the page. */
const CUT_OFF = `[...document.querySelectorAll('body *')]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.sr, svg'))
  .map(element => element.localName + '.' + element.className)`;
const SIZE = { width: 1180, height: 860 };

/** A form with much in it: a problem at a field, an open panel. */
async function filled(wb: Workbench): Promise<Frame> {
  const form = await openForm(wb);
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  await form.locator('.panel-tab', { hasText: 'Presets' }).click();
  await form.locator('.run').click();
  await form.locator('.field[data-path="prompt"][data-invalid]').waitFor();
  return form;
}

for (const theme of Object.keys(themes) as Theme[]) {
  test(`axe finds nothing in the form of the real workbench (${theme})`, async t => {
    const wb = await startWorkbench({ theme, size: SIZE });
    t.after(() => wb.stop());
    const form = await filled(wb);
    // axe does not see the side bar that shines through.
    await form.evaluate("document.body.style.background = 'var(--vscode-sideBar-background)'");
    const { violations, passes } = await new AxeBuilder({ page: wb.page }).include(FORM).analyze();
    assert.deepEqual(
      violations.map(v => `${v.id}: ${v.nodes.map(node => node.html.slice(0, 160)).join(' ;; ')}`),
      []
    );
    assert.ok(
      passes.some(({ id, nodes }) => id === 'color-contrast' && nodes.some(node => node.html.includes('Presets'))),
      'the form was looked at'
    );
    // A browser's zoom of 200 % leaves the page half of its width and height.
    await wb.page.setViewportSize({ width: SIZE.width / 2, height: SIZE.height / 2 });
    await eventually('the smaller view', async () => Number(await form.evaluate('innerHeight')) < SIZE.height / 2);
    assert.deepEqual(await form.evaluate(CUT_OFF), []);
    await form.locator('.run').click({ trial: true });
    assert.equal(wb.emulator.submissions.length, 0);
  });
}
