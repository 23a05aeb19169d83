import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { crossingFeatures } from '../../../lint/crossingFeatures.ts';

const root = path.resolve(import.meta.dirname, '../../..');

test('crossingFeatures: every listed file still imports another feature', () => {
  const crossing = crossingFeatures.filter(file =>
    /from '\.\.\/(?!run\/|account\/)\w/.test(fs.readFileSync(path.join(root, file), 'utf8'))
  );
  assert.deepEqual(crossing, crossingFeatures);
});

test('crossingFeatures: other files may import run and account only', async () => {
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
  assert.equal(await problems('../tasks/taskText.ts'), 1);
  assert.equal(await problems('../run/startOne.ts'), 0);
  assert.equal(await problems('../../common/format.ts'), 0);
});
