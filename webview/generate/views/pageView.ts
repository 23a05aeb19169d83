import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Page } from '../state/page.ts';
import type { PageState } from '../state/pageState.ts';
import { emptyView } from './emptyView.ts';
import { formView } from './formView.ts';
import { modelView } from './modelView.ts';
import { generalAdvice, runBar } from './bar/runBar.ts';

/** The whole page. */
export function pageView(state: PageState, page: Page): unknown {
  const { snapshot, problem } = state;
  if (snapshot === undefined) {
    return problem === undefined
      ? html`<p class="quiet" role="status">…</p>`
      : html`<p class="problem" role="alert">${problem}</p>`;
  }
  const { model, models } = snapshot;
  const rendered = new Set<string>();
  const names = new Map<string, string>();
  return html`<div class="page" aria-busy=${String(state.choice !== undefined)}>
      <h1 class="sr">${l10n.t('Generate with KIE')}</h1>
      ${modelView(state, page, snapshot)}
      ${
        model === undefined
          ? emptyView(page, models)
          : keyed(model.entry.id, formView({ page, pageState: state, rendered, names }, model))
      }
      ${model === undefined ? nothing : generalAdvice(state, rendered)}
    </div>
    ${runBar(state, page, { rendered, names })}`;
}
