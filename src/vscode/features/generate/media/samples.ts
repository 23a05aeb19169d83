import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { isSampleOf } from '../../../../shared/catalog/samples.ts';
import type { ParamsOf, ResultOf } from '../../../../shared/protocol/requests.ts';

/** Downloads a documented sample of a model, and returns where the webview can read it. */
export async function loadSample(
  engine: Engine,
  webview: vscode.Webview,
  { model, address }: ParamsOf<'loadSample'>
): Promise<ResultOf<'loadSample'>> {
  const entry = engine.models.entry(model);
  if (entry === undefined || !isSampleOf(entry, address)) throw new Error(vscode.l10n.t("Can't open {0}.", address));
  return { source: webview.asWebviewUri(vscode.Uri.file(await engine.samples.file(address))).toString() };
}
