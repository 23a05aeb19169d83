import type { App } from './app.ts';

/** Asks what would be sent, for who looks at it; while there are problems nothing would be. */
export async function refreshRequest(app: App): Promise<void> {
  const { model, draft } = app;
  if (model === undefined || app.panel !== 'request') return;
  if (!app.evaluator.busy && (app.evaluation?.issues.length ?? 0) > 0) {
    app.request = undefined;
    return;
  }
  await app.attempt(async () => {
    const texts = await app.rpc.ask('previewRequest', { model, draft });
    if (draft === app.draft && model === app.model) app.request = texts;
    app.changed();
  });
}
