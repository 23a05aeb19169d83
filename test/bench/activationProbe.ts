// Runs inside the extension host: activates the extension and writes the milliseconds it took.
import fs from 'node:fs';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('kie-studio.kie-studio');
  const answer = process.env['KIE_BENCH_ANSWER'];
  if (!extension || !answer) throw new Error('The extension is not loaded.');
  if (extension.isActive) throw new Error('The extension was active before anyone needed it.');
  // An empty extension goes first: starting the host's module loader is no work of ours.
  await vscode.extensions.getExtension('kie-studio.control')?.activate();
  const start = performance.now();
  await extension.activate();
  fs.writeFileSync(answer, String(performance.now() - start));
}
