import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { ResultPage } from '../page.ts';
import { detailsView } from './detailsView.ts';
import { stageView } from './stageView.ts';
import { stripView } from './stripView.ts';
import { toolbarView } from './toolbarView.ts';

/** The whole page of the Result editor. */
export function editorView(page: ResultPage): unknown {
  const { snapshot, problem, notice } = page.store.get();
  const problemLine = problem === undefined ? nothing : html`<p class="problem" role="alert">${problem}</p>`;
  if (snapshot === undefined) return problemLine;
  const { file, subject } = snapshot;
  const name = file === undefined || file.name === '' ? subject : file.name;
  return html`<h1 class="sr">${l10n.t('Result: {0}', name)}</h1>
    ${toolbarView(page, snapshot)} ${problemLine}
    <p class="notice" role="status">${notice ?? ''}</p>
    <div class="result-body">
      <div class="result-main">${stageView(page, snapshot)} ${stripView(page, snapshot)}</div>
      ${detailsView(page, snapshot)}
    </div>`;
}
