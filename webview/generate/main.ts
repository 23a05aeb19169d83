import '../components/toolkit.ts';
import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Rpc } from '../rpc.ts';
import { App } from './app.ts';
import { fieldDrawer } from './fieldView.ts';
import { formView } from './formView.ts';
import { emptyView } from './emptyView.ts';
import { modelView } from './modelView.ts';
import { generalAdvice, runBar } from './runBar.ts';
import { pageStyles } from './style.ts';
import { toolView } from './toolView.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
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

const rpc = new Rpc(
  {
    post: message => api.postMessage(message),
    listen: onMessage => addEventListener('message', event => onMessage(event.data)),
    later: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    }
  },
  push => app.onPush(push),
  problem => app.fail(new Error(problem))
);

const app = new App(rpc, { get: () => api.getState(), set: state => api.setState(state) }, draw, (callback, ms) =>
  setTimeout(callback, ms)
);

void app.start();
