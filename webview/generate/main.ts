import { firstSnapshot, listenWith, rpc, saved } from './connection.ts';
import '../components/toolkit.ts';
import { restoreFocus } from '../components/restoreFocus.ts';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import { createPage } from './state/createPage.ts';
import { fail } from './state/page.ts';
import type { PageState } from './state/pageState.ts';
import { applyPush, start } from './state/snapshotActions.ts';
import { stayClearOf } from './views/bar/clearOfBar.ts';
import { focusPromptIfWanted } from './views/focusPrompt.ts';
import { keepFocus, trackFocus } from './views/keepFocus.ts';
import { onPageKey } from './views/pageKeys.ts';
import { pageView } from './views/pageView.ts';
import { pageStyles } from '../styles/page.ts';
import { setTextLanguage } from '../../src/shared/format/language.ts';

const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('main'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...pageStyles];

let isScheduled = false;
let isLocalized = false;

/** Renders once for all changes of one task. */
function scheduleRender(): void {
  if (isScheduled) return;
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    const pageState = page.store.get();
    localize(pageState);
    render(pageView(pageState, page), root);
    stayClearOf(root.querySelector('.run-bar'));
    keepFocus();
    focusPromptIfWanted(page);
  });
}

function localize({ snapshot }: PageState): void {
  if (snapshot === undefined || isLocalized) return;
  isLocalized = true;
  if (snapshot.l10n !== undefined) l10n.config({ contents: { ...snapshot.l10n } });
}

if (document.documentElement.lang !== '') setTextLanguage(document.documentElement.lang);
const page = createPage(rpc, saved, (callback, ms) => setTimeout(callback, ms));
page.store.subscribe(scheduleRender);
restoreFocus();
trackFocus(root);
document.addEventListener('keydown', event => onPageKey(page, event));
listenWith({ onPush: push => applyPush(page, push), fail: error => fail(page, error) });
void start(page, firstSnapshot);
