import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { assertPlain, HOSTILE } from '../../../support/vscode/hostileTexts.ts';

const { createPanel, setPanelTitle, setViewMessage } = await import('../../../../src/vscode/common/viewTexts.ts');

for (const [what, text] of Object.entries(HOSTILE)) {
  test(`view message and editor title: ${what} is plain text`, () => {
    const view = { message: '' };
    setViewMessage(view, text);
    const panel = { title: '' };
    setPanelTitle(panel, text);
    for (const shown of [view.message, panel.title, createPanel('a', text, {} as never).title]) assertPlain(shown, 300);
  });
}
