import type { ParamsOf } from '../../../src/shared/protocol/requests.ts';
import type { App } from './app.ts';

/** Changes what the host keeps for the choice of models. */
export async function keepInPicker(app: App, change: ParamsOf<'changePicker'>): Promise<void> {
  await app.attempt(async () => {
    app.patch({ picker: await app.rpc.ask('changePicker', change) });
    app.changed();
  });
}
