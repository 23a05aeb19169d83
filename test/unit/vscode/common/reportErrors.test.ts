import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { assertPlain, HOSTILE } from '../../../support/vscode/hostileTexts.ts';
import { user } from '../../../support/vscode/vscode.ts';

const { runReported } = await import('../../../../src/vscode/common/reportErrors.ts');

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const failed = (error: Error, args: readonly unknown[]): Promise<unknown> =>
  runReported('kie.upscaleImage', args, () => Promise.reject(error), log);

for (const [what, text] of Object.entries(HOSTILE)) {
  test(`command error: ${what} is plain text for the user and for a program`, async () => {
    const error = new Error(text);
    await failed(error, []);
    assertPlain(user.messages.pop()?.text, 2_000, { lines: true });
    await assert.rejects(failed(error, ['a program']), (rejection: Error) => {
      assertPlain(rejection.message, 2_000, { lines: true });
      return rejection.cause === error;
    });
  });
}

test('command error: a program gets the error itself when its text is plain', async () => {
  const error = new Error('The file is gone.');
  await assert.rejects(failed(error, ['a program']), reason => reason === error);
});
