import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';

const root = path.resolve(import.meta.dirname, '../../..');

// Only the rules that enforce the layers, so that paths need not exist and no type information is loaded.
const layerRules = ['no-restricted-imports', 'no-restricted-globals', 'no-restricted-syntax'];
const eslint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => layerRules.includes(ruleId),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }
});

const imports = (from: string) => `import { x } from '${from}';\nconsole.log(x);\n`;

const wrong: readonly (readonly [file: string, code: string])[] = [
  ['src/shared/a.ts', imports('vscode')],
  ['src/shared/a.ts', imports('node:fs')],
  ['src/shared/a.ts', imports('zod')],
  ['src/shared/a.ts', imports('../core/engine.ts')],
  ['src/shared/a.ts', imports('../vscode/ids.ts')],
  ['src/shared/a.ts', 'document.title = "";\n'],
  ['src/shared/a.ts', 'process.exit();\n'],
  ['src/core/a.ts', imports('vscode')],
  ['src/core/a.ts', imports('../vscode/ids.ts')],
  ['src/core/tasks/a.ts', imports('../../vscode/ids.ts')],
  ['src/core/tasks/a.ts', imports('../../../webview/generate/main.ts')],
  ['src/core/kie/a.ts', imports('../../../test/emulator/emulator.ts')],
  ['src/core/a.ts', 'window.alert("");\n'],
  ['src/vscode/a.ts', imports('../../webview/generate/main.ts')],
  ['src/vscode/views/a.ts', imports('../../extension.ts')],
  ['src/vscode/a.ts', imports('../../test/emulator/emulator.ts')],
  ['src/extension.ts', imports('../webview/generate/main.ts')],
  ['webview/generate/a.ts', imports('../../src/core/engine/engine.ts')],
  ['webview/generate/a.ts', imports('../../src/vscode/contributions.ts')],
  ['webview/generate/a.ts', imports('vscode')],
  ['webview/generate/a.ts', imports('node:path')],
  ['webview/generate/a.ts', imports('@vscode/webview-ui-toolkit')],
  ['webview/generate/a.ts', 'process.exit();\n'],
  ['webview/components/a.ts', imports('../../src/core/engine/engine.ts')],
  ['src/shared/a.ts', imports('../build/contributes.ts')],
  ['src/core/models/a.ts', imports('../../build/contributes.ts')],
  ['src/vscode/a.ts', imports('../build/contributes.ts')],
  ['src/core/a.ts', 'class A { private b = 1; }\n'],
  ['src/core/a.ts', 'class A { private b(): void {} }\n'],
  ['src/core/a.ts', 'export default 1;\n'],
  ['src/core/a.ts', "export * from './b.ts';\n"]
];

const right: readonly (readonly [file: string, code: string])[] = [
  ['src/build/a.ts', imports('../vscode/contributions.ts')],
  ['src/core/a.ts', 'class A { private constructor() {} }\n'],
  ['src/shared/a.ts', imports('./form.ts')],
  ['src/shared/a.ts', imports('@vscode/l10n')],
  ['src/core/a.ts', imports('../shared/form.ts')],
  ['src/core/tasks/a.ts', imports('../kie/errors.ts')],
  ['src/core/a.ts', imports('node:fs')],
  ['src/core/a.ts', imports('undici')],
  ['src/vscode/views/a.ts', imports('vscode')],
  ['src/vscode/views/a.ts', imports('../../core/engine.ts')],
  ['src/vscode/views/a.ts', imports('../../shared/form.ts')],
  ['src/extension.ts', imports('./vscode/ids.ts')],
  ['src/extension.ts', imports('./core/engine.ts')],
  ['webview/generate/a.ts', imports('../../src/shared/form.ts')],
  ['webview/generate/a.ts', imports('../components/button.ts')],
  ['webview/generate/a.ts', 'document.title = "";\n'],
  ['webview/components/a.ts', imports('@vscode/webview-ui-toolkit')]
];

async function layerErrors(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  assert.ok(result, `${file} is not linted`);
  const fatal = result.messages.find(message => message.fatal);
  assert.equal(fatal, undefined, fatal?.message);
  return result.messages.filter(message => message.severity === 2).map(message => message.ruleId ?? '');
}

for (const [file, code] of wrong) {
  test(`layers: ${file} may not contain ${code.split('\n')[0] ?? ''}`, async () => {
    assert.notDeepEqual(await layerErrors(file, code), []);
  });
}

for (const [file, code] of right) {
  test(`layers: ${file} may contain ${code.split('\n')[0] ?? ''}`, async () => {
    assert.deepEqual(await layerErrors(file, code), []);
  });
}
