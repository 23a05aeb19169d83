// Shared by the tests of the form in the real workbench; harness/steps.ts has the steps that lead to the form.
import type { Frame, Locator } from 'playwright-core';

export const field = (frame: Frame, name: string): Locator => frame.locator(`.field[data-path="${name}"]`);

/** Returns the Run button once it is enabled and shows the price. */
export const run = (frame: Frame): Locator => frame.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' });

export const tab = (frame: Frame, name: string): Promise<void> =>
  frame.locator('.panel-tab', { hasText: name }).click();

/** Drops a file with these bytes, or a URL, onto a field. */
export async function drop(
  frame: Frame,
  name: string,
  content: { readonly bytes?: Buffer; readonly file?: string; readonly uri?: string }
): Promise<void> {
  await field(frame, name)
    .locator('.media-field')
    .evaluate(
      (element, [base64, file, address]) => {
        const dataTransfer = new DataTransfer();
        if (base64 !== undefined) {
          const data = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
          dataTransfer.items.add(new File([data], file));
        }
        if (address !== undefined) dataTransfer.setData('text/uri-list', address);
        element.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      },
      [content.bytes?.toString('base64'), content.file ?? 'from the desktop.png', content.uri] as const
    );
}
