import type { ParamsOf } from '../../../src/shared/protocol/requests.ts';
import { attempt, patchSnapshot } from './page.ts';
import type { Page } from './page.ts';

/** Changes the remembered state of the model picker. */
export function changePicker(page: Page, change: ParamsOf<'changePicker'>): Promise<void> {
  return attempt(page, async () => patchSnapshot(page, { picker: await page.rpc.ask('changePicker', change) }));
}
