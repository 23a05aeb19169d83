import * as vscode from 'vscode';
import type { ToWebview } from '../../src/shared/protocol/messages.ts';
import type { ParamsOf, RequestName, ResultOf } from '../../src/shared/protocol/requests.ts';
import type { Snapshot } from '../../src/shared/protocol/snapshot.ts';
import type { GenerateView } from '../../src/vscode/features/generate/view.ts';

export interface FormPage {
  /** The state it received. */
  readonly shown: Snapshot;
  readonly ask: <N extends RequestName>(name: N, params: ParamsOf<N>) => Promise<ResultOf<N>>;
  readonly close: () => void;
}

/** A page of the Generate view without a browser: receives its initial state, sends requests and receives responses. */
export async function formPage(form: GenerateView): Promise<FormPage> {
  const received = new vscode.EventEmitter<unknown>();
  const disposed = new vscode.EventEmitter<void>();
  const first = Promise.withResolvers<Snapshot>();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  const webview = {
    options: {},
    html: '',
    cspSource: 'test:',
    asWebviewUri: (uri: vscode.Uri) => uri,
    onDidReceiveMessage: received.event,
    postMessage: (message: ToWebview) => {
      if (message.type === 'snapshot') first.resolve(message.snapshot);
      if (message.type !== 'answer') return Promise.resolve(true);
      if (message.ok) waiting.get(message.seq)?.resolve(message.result);
      else waiting.get(message.seq)?.reject(new Error(message.message));
      return Promise.resolve(true);
    }
  };
  const view = {
    webview,
    visible: true,
    onDidChangeVisibility: new vscode.EventEmitter<void>().event,
    onDidDispose: disposed.event
  };
  const ask: FormPage['ask'] = async (name, params) => {
    const seq = ++asked;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(seq, answer);
    received.fire({ seq, name, params });
    return (await answer.promise) as ResultOf<typeof name>;
  };
  form.resolveWebviewView(view as unknown as vscode.WebviewView);
  const { snapshot } = await ask('ready', {});
  return { shown: snapshot ?? (await first.promise), ask, close: () => disposed.fire() };
}
