import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { assertPlain, HOSTILE } from '../../../support/vscode/hostileTexts.ts';
import { user } from '../../../support/vscode/vscode.ts';

const { withProgress } = await import('../../../../src/vscode/common/progress.ts');

for (const [what, text] of Object.entries(HOSTILE)) {
  test(`progress: ${what} is plain text in title and message`, async () => {
    await withProgress(text, (_, report) => {
      report(text, 1);
      return Promise.resolve();
    });
    const texts = user.progress.splice(0);
    assert.equal(texts.length, 2);
    for (const each of texts) assertPlain(each, 300);
  });
}
