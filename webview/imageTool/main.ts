import { listen, post } from './connection.ts';
import '../components/toolkit.ts';
import { restoreFocus } from '../components/restoreFocus.ts';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import { setTextLanguage } from '../../src/shared/format/language.ts';
import { createStore } from '../store.ts';
import { imageToolStyles } from '../styles/imageToolPage.ts';
import { onToolKey, onToolKeyUp } from './views/keys.ts';
import { openTool } from './state/toolActions.ts';
import { fail, INITIAL_STATE } from './state/toolState.ts';
import type { ToolPage } from './state/toolState.ts';
import { toolView } from './views/toolView.ts';
import { drawLayers } from './views/drawLayers.ts';

const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('main'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...imageToolStyles];

const page: ToolPage = { store: createStore(INITIAL_STATE), post };
let isScheduled = false;

/** Renders once for all changes of one task. */
function scheduleRender(): void {
  if (isScheduled) return;
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    const state = page.store.get();
    render(toolView(state, page), root);
    drawLayers(root, state);
  });
}

page.store.subscribe(scheduleRender);
restoreFocus();
if (document.documentElement.lang !== '') setTextLanguage(document.documentElement.lang);
document.addEventListener('keydown', event => onToolKey(page, event));
document.addEventListener('keyup', event => onToolKeyUp(page, event));
listen(message => {
  if (message.type === 'problem') {
    fail(page, new Error(message.message));
    return;
  }
  if (message.l10n !== undefined) l10n.config({ contents: { ...message.l10n } });
  openTool(page, message.tool);
});
post({ type: 'ready' });
