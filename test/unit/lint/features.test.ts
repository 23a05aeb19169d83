import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';

const root = path.resolve(import.meta.dirname, '../../..');

test('features: import run and account, no other feature, and not the API', async () => {
  const eslint = new ESLint({ cwd: root });
  const problems = async (from: string): Promise<number> => {
    const config = (await eslint.calculateConfigForFile('src/vscode/features/palette/generate.ts')) as {
      readonly rules: Record<string, unknown>;
    };
    const rule = { 'no-restricted-imports': config.rules['no-restricted-imports'] } as never;
    const only = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: { rules: rule } });
    const [result] = await only.lintText(`import '${from}';`, { filePath: 'generate.js' });
    return result?.errorCount ?? -1;
  };
  assert.equal(await problems('../tasks/tree/taskRow.ts'), 1);
  assert.equal(await problems('../../api/api.ts'), 1);
  assert.equal(await problems('../run/startOne.ts'), 0);
  assert.equal(await problems('../../common/text/format.ts'), 0);
});
