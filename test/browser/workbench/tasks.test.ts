// User actions on the tree items of the Tasks view.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { done, filesBelow, waitForSubmissions, generateImage, holdTasks } from '../harness/commonSteps.ts';
import { actUntilVisible, eventually, reachesState, succeeds, waitForValue } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const row = (text: string | RegExp): Locator => tasks().locator('.monaco-list-row', { hasText: text }).first();
const box = (): Locator => wb.box();

/** Returns the text that a command of the context menu copies to the clipboard. */
async function copied(command: string): Promise<string> {
  const nothing = 'nothing was copied';
  await wb.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(nothing)})`);
  await wb.contextMenu(row('A slow river'), command);
  let text = nothing;
  await eventually(`the text copied by "${command}"`, async () => {
    text = String(await wb.page.evaluate('navigator.clipboard.readText()'));
    return text !== nothing;
  });
  return text;
}

async function generate(prompt: string): Promise<void> {
  await generateImage(wb, prompt);
  await wb.openContainer('KIE');
}

test('Tasks view: stops tracking a task and resumes it on demand', async t => {
  const held = holdTasks(wb.emulator);
  t.after(() => held.release());
  await generate('A slow river');
  await wb.contextMenu(row('A slow river'), 'Stop Tracking');
  await row('A slow river').filter({ hasText: 'Not tracked' }).waitFor();
  const notice = await wb.notification('KIE continues this task and charges it.');
  held.release();
  await notice.locator('.monaco-button', { hasText: 'Resume Tracking' }).click();
  await done(row('A slow river')).waitFor();
  assert.equal(wb.emulator.submissions.length, 1);
});

test('unknown task: is never sent again, and continues with its assigned id', async () => {
  wb.emulator.faults.script({ call: 'createTask', effect: { kind: 'resetAfter' } });
  await generate('A torn letter');
  await row('A torn letter').filter({ hasText: 'Status unknown' }).waitFor();
  assert.equal(wb.emulator.submissions.length, 2);
  // The context menu of the tree item leads to the remedy.
  await wb.contextMenu(row('A torn letter'), 'Resolve…');
  await wb.pick('Enter Task ID…', 'Did KIE accept this task?');
  await wb.quickInput('no id');
  await box().locator('.quick-input-message', { hasText: 'without spaces' }).waitFor();
  await wb.quickInput(wb.emulator.submissions.at(-1)?.taskId ?? '');
  await done(row('A torn letter')).waitFor();
  assert.equal(wb.emulator.submissions.length, 2);
});

test('Edit Request in Form: restores the request', async () => {
  await wb.contextMenu(row('A slow river'), 'Edit Request in Form');
  const form = await wb.webviewFrame('.field[data-path="prompt"] textarea');
  await form.locator('#model .picker-button', { hasText: 'Seedream 4.5' }).waitFor();
  await waitForValue(form.locator('.field[data-path="prompt"] textarea'), 'A slow river');
});

test('request: is copied as JSON, and as cURL with a variable for the key', async () => {
  await wb.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: wb.server.origin });
  const json = JSON.parse(await copied('Copy Request as JSON')) as { model: string; input: { prompt: string } };
  assert.equal(json.model, 'seedream/4.5-text-to-image');
  assert.equal(json.input.prompt, 'A slow river');
  const curl = await copied('Copy Request as cURL');
  assert.match(curl, /^curl -X POST .*\/api\/v1\/jobs\/createTask/);
  assert.match(curl, /Bearer \$KIE_API_KEY/);
  assert.ok(!curl.includes(wb.emulator.key));
  assert.equal(await copied('Copy Prompt'), 'A slow river');
});

test('Tasks view: runs a task again as a new one, and removes one but not its file', async () => {
  await wb.openContainer('KIE');
  const before = wb.emulator.submissions.length;
  await wb.contextMenu(row('A torn letter'), 'Run Again…');
  await waitForSubmissions(wb, before + 1);
  const both = done(tasks().locator('.monaco-list-row', { hasText: 'A torn letter' }));
  await both.nth(1).waitFor();
  const files = async (): Promise<number> => (await filesBelow(path.join(wb.workspace, 'kie'))).length;
  const saved = await files();
  await wb.contextMenu(row('A slow river'), 'Remove from List');
  await row('A slow river').waitFor({ state: 'detached' });
  assert.equal(await files(), saved);
  assert.equal(wb.emulator.submissions.length, before + 1);
});

/** Moves the focus to the list of tasks. */
async function showTasks(): Promise<void> {
  // VS Code can give the focus to an active webview editor once more, after the command.
  await actUntilVisible(tasks().locator('.monaco-list:focus-within'), () => wb.runCommand('KIE: Show Tasks'));
}

/**
 * Opens a result with `act`, again until it has the focus: that arrives after the tab, and keys for the list go to the
 * result until then. VS Code drops a click when the item is replaced at that moment, as when its thumbnail arrives.
 */
async function open(text: string, act: () => Promise<void>): Promise<void> {
  const tab = wb.page.locator('.tab.active', { hasText: text.replaceAll(' ', '-') });
  const focus = (patience: number): Promise<void> =>
    eventually(
      'the focus in the result',
      () => wb.page.evaluate(`document.activeElement?.matches('iframe.webview') === true`).then(Boolean),
      patience
    );
  await eventually(`the result of "${text}" with the focus`, async () => {
    await act();
    return (await reachesState(tab, 3000)) && succeeds(focus(3000));
  });
}

/** Selects a tree item, which opens its result, and returns to the view: from there on by keyboard alone. */
async function select(text: string): Promise<void> {
  await open(text, () => row(text).click());
  await showTasks();
}

/** Extends the selection with the keyboard to the row below. */
const extend = (): Promise<void> => wb.page.keyboard.press('Shift+ArrowDown');

test('Delete key: removes the selected tasks at once, and Undo restores them', async () => {
  for (const prompt of ['First of three', 'Second of three', 'Third of three']) {
    await generate(prompt);
    await done(row(prompt)).waitFor();
  }
  await select('Third of three');
  await extend();
  await wb.page.keyboard.press('Delete');
  for (const prompt of ['Third of three', 'Second of three']) await row(prompt).waitFor({ state: 'detached' });
  await row('First of three').waitFor();
  await wb.pressInNotification('Removed 2 tasks from the list.', 'Undo');
  for (const prompt of ['Third of three', 'Second of three']) await done(row(prompt)).waitFor();
});

test('Delete key: removes only the focused task when it is not in the selection', async () => {
  await select('Third of three');
  await wb.page.keyboard.press('ArrowDown');
  await wb.page.keyboard.press('Delete');
  await row('Second of three').waitFor({ state: 'detached' });
  for (const prompt of ['Third of three', 'First of three']) await row(prompt).waitFor();
});

test('Enter key: opens the results of all selected tasks', async () => {
  await wb.runCommand('View: Close All Editors');
  await select('Third of three');
  await extend();
  await wb.page.keyboard.press('Enter');
  for (const prompt of ['Third-of-three', 'First-of-three']) {
    await wb.page.locator('.tab', { hasText: prompt }).waitFor();
  }
});

test('Run Again key: asks for the total of the selected tasks; Cancel buys nothing', async () => {
  const before = wb.emulator.submissions.length;
  await select('Third of three');
  await wb.page.keyboard.press('ControlOrMeta+Enter');
  await wb.answer(/Run Seedream 4\.5 for .*credits?\?/, 'Cancel');
  await select('Third of three');
  await extend();
  await wb.page.keyboard.press('ControlOrMeta+Enter');
  await wb.answer(/Run 2 tasks again for .*credits.*\?/, 'Cancel');
  assert.equal(wb.emulator.submissions.length, before);
  await select('Third of three');
  await extend();
  await wb.page.keyboard.press('ControlOrMeta+Enter');
  await wb.answer(/Run 2 tasks again for .*credits.*\?/, 'Run Again');
  await waitForSubmissions(wb, before + 2);
  await done(tasks().locator('.monaco-list-row', { hasText: 'of three' }))
    .nth(3)
    .waitFor();
});

/** Presses a key and waits for the element that has the focus then. */
async function press(key: string, focused: Locator): Promise<void> {
  await wb.page.keyboard.press(key);
  await focused.and(wb.page.locator(':focus')).waitFor();
}

test('keyboard: leads from the toolbar through filter, tree and menu to the form', async () => {
  const before = wb.emulator.submissions.length;
  const button = (name: string): Locator => tasks().locator(`.action-label[aria-label^="${name}"]`).first();
  const list = tasks().locator('.monaco-list');
  const pressButton = (action: string, effect: Locator): Promise<void> =>
    // VS Code builds the toolbar again when a task changes, and the focus starts over.
    actUntilVisible(effect, async () => {
      await showTasks();
      for (const key of ['Shift+Tab', 'ArrowRight', 'ArrowRight']) await wb.page.keyboard.press(key);
      await button(action).and(wb.page.locator(':focus')).waitFor({ timeout: 1000 });
      await wb.page.keyboard.press('Enter');
    });
  await showTasks();
  await press('Home', list);
  await wb.page.keyboard.press('ArrowLeft');
  await row('First of three').waitFor({ state: 'detached' });
  await wb.page.keyboard.press('ArrowRight');
  await row('First of three').waitFor();
  await pressButton('Filter Tasks', box());
  await wb.quickInput('three');
  await row('A torn letter').waitFor({ state: 'detached' });
  await showTasks();
  await press('Home', list);
  // The inline actions of the focused item are one Tab away.
  await press('Tab', tasks().locator('.monaco-list-row.focused .action-label').first());
  await press('Shift+Tab', list);
  for (const key of ['Shift+F10', 'ContextMenu']) {
    await wb.page.keyboard.press(key);
    await wb.page.locator('.monaco-menu .action-label:text-is("Run Again…")').waitFor();
    await press('Escape', list);
  }
  // A question that Escape answers buys nothing.
  await wb.page.keyboard.press('ControlOrMeta+Enter');
  const question = wb.page.locator('.monaco-dialog-box', { hasText: 'Run Seedream 4.5 for' });
  await question.waitFor();
  await wb.page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await open('of three', async () => {
    await showTasks();
    await wb.page.keyboard.press('Enter');
  });
  await pressButton('Clear Task Filter', row('A torn letter'));
  await press('Shift+Tab', button('New Request'));
  await wb.page.keyboard.press('Enter');
  const form = await wb.webviewFrame('.field[data-path="prompt"] textarea');
  await form.locator('.field[data-path="prompt"] textarea:focus').waitFor();
  assert.equal(wb.emulator.submissions.length, before);
});
