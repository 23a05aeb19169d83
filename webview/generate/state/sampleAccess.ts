import type { SampleAccess } from '../../components/samplePlayer.ts';
import { runCommand } from './page.ts';
import type { Page } from './page.ts';
import { modelOf } from './pageState.ts';

/** Loads the samples of the chosen model through the extension, which downloads them. */
export const sampleAccess = (page: Page): SampleAccess => ({
  load: async address => {
    const model = modelOf(page.store.get()) ?? '';
    return (await page.rpc.ask('loadSample', { model, address })).source;
  },
  openInBrowser: address => void runCommand(page, 'openMedia', { text: address })
});
