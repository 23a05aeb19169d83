import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';

const rules = [
  'kie/no-raw-message',
  'kie/no-markdown-expression',
  'regexp/no-super-linear-backtracking',
  'regexp/no-super-linear-move'
];
const eslint = new ESLint({
  cwd: path.resolve(import.meta.dirname, '../../..'),
  ruleFilter: ({ ruleId }) => rules.includes(ruleId),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }
});

async function rulesBroken(file: string, code: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return [...new Set(result?.messages.map(({ ruleId }) => ruleId))];
}

const RAW = 'kie/no-raw-message';
const MARKDOWN = 'kie/no-markdown-expression';

for (const [code, rule] of [
  ['void vscode.window.showInformationMessage(text);', RAW],
  ['void vscode.window.showWarningMessage("A literal");', RAW],
  ['void window.showErrorMessage(text);', RAW],
  ['const { showErrorMessage } = vscode.window;', RAW],
  ['void vscode.window["showErrorMessage"](text);', RAW],
  ['void vscode.window[name](text);', RAW],
  ['const shown = vscode.window;', RAW],
  ['const { activeTextEditor, ...rest } = vscode.window;', RAW],
  ['const { window: shown } = vscode;', RAW],
  ['import { window as shown } from "vscode";', RAW],
  ['void vscode.window.showQuickPick(items);', RAW],
  ['void vscode.window.showInputBox({ prompt });', RAW],
  ['vscode.window.createQuickPick();', RAW],
  ['vscode.window.createInputBox();', RAW],
  ['vscode.window.setStatusBarMessage(text, 1);', RAW],
  ['void vscode.window.withProgress({ location, title }, work);', RAW],
  ['vscode.window.createWebviewPanel(type, title, column);', RAW],
  ['view.message = text;', RAW],
  ['this.#panel.title = text;', RAW],
  ['view.panel["title"] = text;', RAW],
  ['vscode.window.createOutputChannel("KIE", { log: true });', RAW],
  ['tooltip.appendMarkdown(text);', MARKDOWN],
  ['tooltip.appendMarkdown(`**${name}**`);', MARKDOWN],
  ['new vscode.MarkdownString(text);', MARKDOWN],
  ['tooltip.isTrusted = true;', MARKDOWN],
  ['/^(a+)+$/.test(text);', 'regexp/no-super-linear-backtracking'],
  ['text.replace(/\\/+$/, "");', 'regexp/no-super-linear-move']
] as const) {
  test(`foreign text: flags ${code}`, async () => assert.deepEqual(await rulesBroken('src/vscode/a.ts', code), [rule]));
}

for (const [file, code] of [
  ['src/vscode/common/notify.ts', 'void vscode.window.showErrorMessage(text);'],
  ['src/vscode/common/quickInput.ts', 'void vscode.window.showQuickPick(items);'],
  ['src/vscode/common/progress.ts', 'void vscode.window.withProgress(options, work);'],
  ['src/vscode/common/viewTexts.ts', 'panel.title = foreignText(title);'],
  ['src/vscode/a.ts', 'pick.title = title; box.title = title; input.title = title;'],
  ['src/core/a.ts', 'error.message = text;'],
  ['src/vscode/common/tooltip.ts', 'tooltip.appendMarkdown(`![](${uri})`);'],
  ['src/extension.ts', 'vscode.window.createOutputChannel("KIE", { log: true });'],
  ['src/vscode/a.ts', 'showError(text); tooltip.appendText(text).appendMarkdown("\\n\\n");'],
  ['src/vscode/a.ts', 'new vscode.MarkdownString(undefined, true);'],
  ['src/core/a.ts', '/^[a-z]+$/.test(text);']
] as const) {
  test(`foreign text: ${file} may contain ${code}`, async () => assert.deepEqual(await rulesBroken(file, code), []));
}
