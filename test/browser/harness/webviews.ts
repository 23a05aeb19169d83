import type { Frame, Page } from 'playwright-core';
import { eventually } from './waiting.ts';

/** Returns the document of the visible webview that contains `probe` (a selector). */
export async function webviewFrame(page: Page, probe: string): Promise<Frame> {
  let found: Frame | undefined;
  await eventually(`a webview with ${probe}`, async () => {
    for (const frame of page.frames().slice(1)) {
      if (!(await holdsVisible(frame, probe))) continue;
      found = frame;
      return true;
    }
    return false;
  });
  if (found === undefined) throw new Error(`No webview holds ${probe}.`);
  return found;
}

/** Also returns false for a frame that is being removed: it detaches during the check, or is hidden already. */
async function holdsVisible(frame: Frame, probe: string): Promise<boolean> {
  try {
    if (!(await frame.locator(probe).first().isVisible())) return false;
    for (let inner: Frame | null = frame; inner?.parentFrame(); inner = inner.parentFrame()) {
      if (!(await (await inner.frameElement()).isVisible())) return false;
    }
    return true;
  } catch {
    return false; // detached during the check
  }
}
