import type { Requests } from '../../../src/shared/protocol.ts';
import type { App } from './app.ts';

/** Changes what the host keeps for the choice of models. */
export async function keepInPicker(app: App, change: Requests['picker']['params']): Promise<void> {
  await app.attempt(async () => {
    app.patch({ picker: await app.rpc.ask('picker', change) });
    app.changed();
  });
}
