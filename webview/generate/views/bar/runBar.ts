import * as l10n from '@vscode/l10n';
import { plural } from '../../../../src/shared/format/plural.ts';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Issue } from '../../../../src/shared/form.ts';
import { button, iconButton } from '../../../components/button.ts';
import type { FormContext } from '../../fields/fieldContext.ts';
import { isTouched } from '../../model/touched.ts';
import { dismissProblem, runCommand } from '../../state/page.ts';
import type { Page } from '../../state/page.ts';
import type { PageState } from '../../state/pageState.ts';
import { openFieldsView } from './openFieldsView.ts';
import { panelLine } from '../panels/panels.ts';
import { retryLine } from './retryLine.ts';
import { runLine } from './runLine.ts';
import { batchLine, statusLines } from './statusLines.ts';

/** The bar at the bottom: the status of runs, issues of no field, panels, the Run button and the balance. */
export function runBar(
  state: PageState,
  page: Page,
  { rendered, names }: Pick<FormContext, 'rendered' | 'names'>
): TemplateResult {
  const { snapshot, evaluation } = state;
  if (snapshot === undefined) return html``;
  const shown = (evaluation?.issues ?? []).filter(issue => isTouched(state.touched, issue.path));
  const general = shown.filter(issue => !rendered.has(issue.path));
  return html`<footer class="run-bar">
    ${batchLine(page, snapshot)} ${statusLines(page, snapshot)}
    ${state.problem === undefined ? nothing : problemLine(page, state.problem)}
    ${snapshot.model === undefined ? nothing : lines('issues general', general)}
    <div class="sr" role="status" aria-live="polite">
      ${shown.length === 0 ? '' : plural(l10n.t('{0, plural, one {# problem} other {# problems}}'), shown.length)}
    </div>
    ${retryLine(snapshot)} ${openFieldsView(state, page, names)}
    ${snapshot.model === undefined ? nothing : panelLine(state, page, snapshot)}
    ${snapshot.account.hasKey ? runLine(state, page, snapshot) : keyLine(page)}
  </footer>`;
}

/** Advice that belongs to no field. It is below the form because the bar is small. */
export const generalAdvice = (
  { evaluation }: PageState,
  rendered: ReadonlySet<string>
): TemplateResult | typeof nothing =>
  lines(
    'note good-to-know',
    (evaluation?.advice ?? []).filter(item => !rendered.has(item.path))
  );

const lines = (className: string, items: readonly Issue[]): TemplateResult | typeof nothing =>
  items.length === 0 ? nothing : html`<div class=${className}>${items.map(item => html`<p>${item.message}</p>`)}</div>`;

const problemLine = (page: Page, problem: string): TemplateResult =>
  html`<div class="problem" role="alert">
    <p>${problem}</p>
    ${iconButton('close', l10n.t('Dismiss'), () => dismissProblem(page))}
  </div>`;

const keyLine = (page: Page): TemplateResult =>
  html`<p class="no-key">${l10n.t('Set an API key to run models.')}</p>
    <div class="run-line">
      ${button(l10n.t('Set API Key'), () => void runCommand(page, 'setApiKey'), { kind: 'primary', className: 'set-key' })}
    </div>`;
