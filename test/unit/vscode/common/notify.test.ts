import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { assertPlain, HOSTILE } from '../../../support/vscode/hostileTexts.ts';
import { user } from '../../../support/vscode/vscode.ts';

const { showError, showInformation, showInStatusBar, showModal, showWarning } =
  await import('../../../../src/vscode/common/notify.ts');

const MAX_MESSAGE = 2_000;

/** The texts of the last message, without its buttons. */
const shown = (): readonly unknown[] => {
  const [message] = user.messages.splice(0);
  const [options] = message?.actions ?? [];
  return [
    message?.text,
    ...(typeof options === 'object' && options !== null && 'detail' in options ? [options.detail] : [])
  ];
};

const NOTIFICATIONS = { showError, showInformation, showWarning };

for (const [what, text] of Object.entries(HOSTILE)) {
  test(`notifications: ${what} is plain text`, async () => {
    for (const show of Object.values(NOTIFICATIONS)) {
      await show(text, 'Open');
      const texts = shown();
      assert.equal(texts.length, 1);
      assertPlain(texts[0], MAX_MESSAGE, { lines: true });
    }
  });

  test(`modal dialog: ${what} is plain text in question and detail`, async () => {
    for (const severity of ['warning', 'information'] as const) {
      await showModal(text, text, 'Run', severity);
      const texts = shown();
      assert.equal(texts.length, 2);
      for (const each of texts) assertPlain(each, MAX_MESSAGE, { lines: true });
    }
  });

  test(`status bar: ${what} is plain text`, () => {
    showInStatusBar(text, 1);
    assertPlain(user.statusBar.pop(), 300);
  });
}
