import { listenWith, rpc, state, store } from '../connection.ts';
import '../components/toolkit.ts';
import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { App } from './state/app.ts';
import { fieldDrawer } from './fields/fieldView.ts';
import { formView } from './views/formView.ts';
import { stayClearOf } from './views/clearOfBar.ts';
import { emptyView } from './views/emptyView.ts';
import { modelView } from './views/modelView.ts';
import { generalAdvice, runBar } from './views/runBar.ts';
import { pageStyles } from '../styles/page.ts';
import { toolView } from './views/toolView.ts';
import { writeFiguresIn } from './model/words.ts';

const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('main'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...pageStyles];

let drawing = false;
let localised = false;

/** Draws once for however many changes came in one go. */
function draw(): void {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    const { snapshot } = app;
    if (snapshot !== undefined && !localised) {
      localised = true;
      if (snapshot.l10n !== undefined) l10n.config({ contents: { ...snapshot.l10n } });
    }
    const rendered = new Set<string>();
    render(page(rendered), root);
    stayClearOf(root.querySelector('.run-bar'));
  });
}

function page(rendered: Set<string>): unknown {
  const { snapshot } = app;
  if (snapshot === undefined) {
    return app.problem === undefined
      ? html`<p class="quiet" role="status">…</p>`
      : html`<p class="problem" role="alert">${app.problem}</p>`;
  }
  const model = snapshot.model;
  return html`<div class="page" aria-busy=${String(app.busy)}>
      <h1 class="sr">${l10n.t('Generate with KIE')}</h1>
      ${modelView(app, snapshot)}
      ${model === undefined ? emptyView(app, snapshot.models) : keyed(model.entry.id, formView(app, model, fieldDrawer(app, rendered)))}
      ${model === undefined ? nothing : generalAdvice(app, rendered)}
    </div>
    ${runBar(app, rendered)} ${toolView(app)}`;
}

if (document.documentElement.lang !== '') writeFiguresIn(document.documentElement.lang);
const app = new App(rpc, store, draw, (callback, ms) => setTimeout(callback, ms));
listenWith(app);
void app.start(state);
