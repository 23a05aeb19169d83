import type { SampleAccess } from '../../components/samplePlayer.ts';
import { runCommand } from './page.ts';
import type { Page } from './page.ts';
import { modelOf } from './pageState.ts';

/** How the form gets the samples of its model: the extension downloads them. */
export const sampleAccess = (page: Page): SampleAccess => ({
  load: async address => {
    const model = modelOf(page.store.get()) ?? '';
    return (await page.rpc.ask('loadSample', { model, address })).source;
  },
  openInBrowser: address => void runCommand(page, 'openMedia', { text: address })
});
