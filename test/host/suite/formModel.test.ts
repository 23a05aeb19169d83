import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Snapshot, ToWebview } from '../../../src/shared/protocol.ts';
import type { GenerateView } from '../../../src/vscode/views/generateView.ts';
import { activate } from './support.ts';

/** A page of the Generate view without a browser: says `ready` and gives what it is to show. */
async function open(form: GenerateView): Promise<{ readonly shown: Snapshot; readonly close: () => void }> {
  const received = new vscode.EventEmitter<unknown>();
  const disposed = new vscode.EventEmitter<void>();
  const answer = Promise.withResolvers<Snapshot>();
  const webview = {
    options: {},
    html: '',
    cspSource: 'test:',
    asWebviewUri: (uri: vscode.Uri) => uri,
    onDidReceiveMessage: received.event,
    postMessage: (message: ToWebview) => {
      if (message.type === 'answer' && message.ok) answer.resolve(message.result as Snapshot);
      return Promise.resolve(true);
    }
  };
  const view = {
    webview,
    visible: true,
    onDidChangeVisibility: new vscode.EventEmitter<void>().event,
    onDidDispose: disposed.event
  };
  form.resolveWebviewView(view as unknown as vscode.WebviewView);
  received.fire({ seq: 1, name: 'ready', params: {} });
  return { shown: await answer.promise, close: () => disposed.fire() };
}

describe('the form of a workspace where no model was chosen', () => {
  it('keeps the model that it shows, whatever runs elsewhere', async () => {
    const { form, context } = (await activate()).testing;
    await context.workspaceState.update('kie.form.model', undefined);
    const { shown, close } = await open(form);
    try {
      const model = shown.model?.entry.id;
      assert.ok(model);
      const other = shown.models.find(({ id }) => id !== model)?.id;
      await context.globalState.update('kie.models.recent', [other]); // as a run of the palette leaves it
      assert.equal((await form.current()).model, model);
    } finally {
      close();
    }
  });
});
