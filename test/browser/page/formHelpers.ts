// What the tests of the form in the real workbench share; the ways to it stand in harness/steps.ts.
import type { Frame, Locator } from 'playwright-core';

export const field = (frame: Frame, name: string): Locator => frame.locator(`.field[data-path="${name}"]`);

/** The Run button once it can be pressed and knows the price. */
export const run = (frame: Frame): Locator => frame.locator('.run:not([disabled])').filter({ hasText: 'credit' });

export const tab = (frame: Frame, name: string): Promise<void> =>
  frame.locator('.panel-tab', { hasText: name }).click();

/** Drops a file with these bytes, or an address, onto a field. */
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
