import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { mainPrompt } from '../../../../src/shared/catalog/mainPrompt.ts';
import { plural } from '../../../../src/shared/format/plural.ts';
import { button, iconButton } from '../../../components/button.ts';
import { removePrompts, usePrompts } from '../../state/batchActions.ts';
import type { Page } from '../../state/page.ts';
import { entryOf } from '../../state/pageState.ts';
import type { PageState } from '../../state/pageState.ts';

/** The id of the description of the buttons. */
const NOTE = 'batch-prompts-note';

/** A list of prompts, from a file or from the selection of the active editor. */
export function promptsView(state: PageState, page: Page): TemplateResult | typeof nothing {
  const entry = entryOf(state);
  if (entry === undefined || mainPrompt(entry) === undefined) return nothing;
  const { prompts } = state.batch;
  if (prompts !== undefined) return chosenPrompts(page, prompts, state.promptsLeft);
  const note = l10n.t('One prompt per line. The prompt of the form is not used.');
  const describedBy = [NOTE];
  return html`<span>${l10n.t('Prompts')}</span>
    <div class="actions prompts" title=${note}>
      ${button(l10n.t('From File…'), () => void usePrompts(page, 'file'), {
        label: l10n.t('Prompts from a file…'),
        describedBy
      })}
      ${button(l10n.t('From Selection'), () => void usePrompts(page, 'selection'), {
        label: l10n.t('Prompts from the selection of the active editor'),
        describedBy
      })}
      <span id=${NOTE} hidden>${note}</span>
    </div>`;
}

function chosenPrompts(page: Page, prompts: readonly string[], left: number): TemplateResult {
  return html`<div class="batch-line">
      <span class="grow" title=${prompts.join('\n')}
        >${plural(l10n.t('{0, plural, one {# prompt} other {# prompts}}'), prompts.length)}</span
      >
      ${iconButton('close', l10n.t('Use the prompt of the form again'), () => removePrompts(page))}
    </div>
    <ol class="prompt-list quiet" aria-label=${l10n.t('Prompts')}>
      ${prompts.map(prompt => html`<li>${prompt}</li>`)}
    </ol>
    ${
      left === 0
        ? nothing
        : html`<p class="low" role="status">
            ${plural(l10n.t('{0, plural, one {# more prompt does} other {# more prompts do}} not fit into one batch.'), left)}
          </p>`
    }`;
}
