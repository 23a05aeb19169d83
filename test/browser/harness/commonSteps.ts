// Steps shared by several tests. Purchases are made once, and the emulator's log confirms it.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { Emulator } from '../../emulator/emulator.ts';
import { actUntilVisible, eventually, TIMEOUT_MS } from './waiting.ts';
import type { WorkbenchWindow } from './window.ts';

interface Opened extends WorkbenchWindow {
  readonly emulator: Emulator;
}

/** Waits until KIE has accepted exactly this many tasks in total. */
export async function waitForSubmissions({ emulator }: { readonly emulator: Emulator }, count: number): Promise<void> {
  await eventually(`submission ${count}`, () => emulator.submissions.length >= count, 2 * TIMEOUT_MS);
  assert.equal(emulator.submissions.length, count);
}

/** The paths of the files below a folder, such as `2026-11-27/A-fox-155211.png`; empty without the folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Goes through the palette up to the last step before running an image of Seedream 4.5. */
export async function prepareImage(wb: WorkbenchWindow, prompt: string): Promise<void> {
  await wb.runCommand('KIE: Generate Image…');
  await wb.quickInput('Seedream 4.5', '(1/3)');
  await wb.quickInput(prompt, '(2/3)');
  await wb.box('(3/3)').waitFor();
}

/** Generates an image with Seedream 4.5 through the palette; resolves once KIE has accepted it. */
export async function generateImage(wb: Opened, prompt: string): Promise<void> {
  const before = wb.emulator.submissions.length;
  await prepareImage(wb, prompt);
  await wb.pick('Run (', '(3/3)');
  await waitForSubmissions(wb, before + 1);
}

/** Returns the Generate view with its form. */
export async function openForm(wb: WorkbenchWindow): Promise<Frame> {
  await wb.openContainer('KIE');
  return wb.webviewFrame('kie-picker');
}

/** Selects a model in the form by its id; `name` is the name that the form shows then. */
export async function chooseModel(form: Frame, id: string, name: string): Promise<void> {
  const button = form.locator('#model .picker-button');
  const search = form.locator('#model .picker-search');
  await actUntilVisible(button.filter({ hasText: name }), async () => {
    await actUntilVisible(search, () => button.click({ timeout: 2000 }));
    await search.fill(id);
    await form.locator(`#model [role=option][data-key="${id}"][aria-selected=true]`).waitFor({ timeout: 5000 });
    await search.press('Enter');
  });
}

/** Waits until this control of a webview has the focus again, after a list of VS Code. */
export async function focusBackAt(frame: Frame, control: string): Promise<void> {
  const check = `document.hasFocus() && document.activeElement?.matches(${JSON.stringify(control)}) === true`;
  await eventually(`the focus at ${control}`, () => frame.evaluate(check).then(Boolean));
}

/** All tasks accepted from now on, after the first `skip` ones, run until they are released. */
export function holdTasks(emulator: Emulator, skip = 0): { release(): void } {
  const effect = { kind: 'state' as const, word: 'thinking', polls: Infinity };
  emulator.faults.script({ call: 'task', effect, times: 0, skip });
  return {
    release() {
      effect.polls = 0;
      emulator.faults.clear();
    }
  };
}

/** The item of a task in the Tasks view once it is done: its icon and its accessible name contain the state. */
export const done = (row: Locator): Locator => row.and(row.page().locator('[aria-label*=", Done"]'));

/** Creates a song with several results outside VS Code; resolves to its task ID. */
export async function createSong({ apiBaseUrl, key }: Emulator, prompt: string): Promise<string> {
  const answer = await fetch(`${apiBaseUrl}/api/v1/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({
      customMode: false,
      instrumental: false,
      model: 'V5',
      prompt,
      callBackUrl: 'https://example.com/done'
    })
  });
  const { data } = (await answer.json()) as { readonly data: { readonly taskId: string } };
  return data.taskId;
}
