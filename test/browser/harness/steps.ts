// Ways that several tests go. What buys is done once, and the emulator's log says that it happened once.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Emulator } from '../../emulator/emulator.ts';
import { bring, eventually, PATIENCE } from './until.ts';
import type { WorkbenchWindow } from './window.ts';

interface Opened extends WorkbenchWindow {
  readonly emulator: Emulator;
}

/** Waits until KIE has accepted so many tasks in all, and not one more. */
export async function accepted({ emulator }: { readonly emulator: Emulator }, count: number): Promise<void> {
  await eventually(`submission ${count}`, () => emulator.submissions.length >= count, 2 * PATIENCE);
  assert.equal(emulator.submissions.length, count);
}

/** The steps of the palette to a picture of Seedream 4.5, up to the last one, where it would run. */
export async function askForImage(wb: WorkbenchWindow, prompt: string): Promise<void> {
  await wb.runCommand('KIE: Generate Image…');
  await wb.quickInput('Seedream 4.5', '(1/3)');
  await wb.quickInput(prompt, '(2/3)');
  await wb.box('(3/3)').waitFor();
}

/** A picture of Seedream 4.5 through the palette; resolves once KIE has accepted it. */
export async function generateImage(wb: Opened, prompt: string): Promise<void> {
  const before = wb.emulator.submissions.length;
  await askForImage(wb, prompt);
  await wb.pick('Run (', '(3/3)');
  await accepted(wb, before + 1);
}

/** The Generate view, with the form in it. */
export async function openForm(wb: WorkbenchWindow): Promise<Frame> {
  await wb.openContainer('KIE');
  return wb.webviewFrame('kie-picker');
}

/** Chooses a model of the form by its id; `name` is what the form says then. */
export async function chooseModel(form: Frame, id: string, name: string): Promise<void> {
  const button = form.locator('#model .picker-button');
  const search = form.locator('#model .picker-search');
  await bring(button.filter({ hasText: name }), async () => {
    await bring(search, () => button.click({ timeout: 2000 }));
    await search.fill(id);
    await form.locator(`#model [role=option][data-key="${id}"][aria-selected=true]`).waitFor({ timeout: 5000 });
    await search.press('Enter');
  });
}

/** Every task that is accepted from now on, after the first `skip` ones, runs until it is released. */
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
