// Every surface of the extension in the workbench, in the made-up language: no English text, and webviews that fit.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { languageTexts } from '../../../support/l10n/language.ts';
import { makeScratch, removeScratch } from '../../../vscodeHost/scratch.ts';
import { build, root } from '../../../vscodeHost/paths.ts';
import { PSEUDO, pseudoExtension } from '../../harness/pseudoExtension.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import { walkStates } from '../../languageStates.ts';
import { surfaceProblems } from './surfaces.ts';

test('pseudo-language: every surface of the workbench is localized', async () => {
  const words = {
    ...(await languageTexts(root, 'code', 'pseudo')),
    ...(await languageTexts(root, 'manifest', 'pseudo'))
  };
  const extension = await makeScratch();
  await pseudoExtension(extension);
  const wb = await startWorkbench({
    emulator: { taskMs: 300 },
    extensions: [extension],
    locale: PSEUDO,
    withoutKey: true
  });
  const problems = new Set<string>();
  const folder = path.join(build, 'languages', PSEUDO);
  await fs.mkdir(folder, { recursive: true });
  try {
    await walkStates({
      wb,
      t: key => words[key] ?? key,
      async state(name, act) {
        await act().catch((error: unknown) => problems.add(`${name}: ${String(error).slice(0, 400)}`));
        for (const problem of await surfaceProblems(wb, 'pseudo')) problems.add(`${name}: ${problem}`);
        await wb.page.screenshot({ path: path.join(folder, `${name}.png`) });
      }
    });
    assert.deepEqual([...problems], []);
  } catch (error) {
    await wb.saveEvidence('pseudo-language');
    throw error;
  } finally {
    await wb.stop();
    await removeScratch(extension);
  }
});
