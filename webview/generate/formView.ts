import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FormModel } from '../../src/shared/form.ts';
import type { App } from './app.ts';
import { isWithin } from './draftPath.ts';
import type { DrawField } from './fieldView.ts';
import { layoutOf } from './layout.ts';

/** The form of one model: what matters in front, the rest folded with a mark when some of it is set. */
export function formView(app: App, model: FormModel, draw: DrawField): TemplateResult {
  const layout = layoutOf(model, name => app.field([name]).required === true);
  const one = (name: string): unknown => {
    const param = model.entry.params[name];
    return param === undefined ? nothing : draw([name], param, param.required === true);
  };
  return html`<form class="form" novalidate autocomplete="off" @submit=${(event: Event) => event.preventDefault()}>
    ${layout.main.map(one)} ${fold(app, l10n.t('More options'), 'more', layout.more, one)}
    ${fold(app, l10n.t('Deprecated options'), 'deprecated', layout.deprecated, one)}
  </form>`;
}

function fold(
  app: App,
  title: string,
  name: string,
  names: readonly string[],
  one: (name: string) => unknown
): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  const set = names.filter(key => app.draft[key] !== undefined).length;
  const wrong = app.evaluation?.issues.some(
    issue => names.some(key => isWithin(issue.path, key)) && app.isTouched(issue.path)
  );
  // Once opened by the person or by a problem it stays until the person closes it.
  const open = app.flag(name) ?? wrong === true;
  return html`<details
    class="more"
    ?open=${open}
    @toggle=${(event: Event) => {
      const now = (event.currentTarget as HTMLDetailsElement).open;
      if (now !== open) app.setFlag(name, now);
    }}
  >
    <summary>${title}${set === 0 ? nothing : html` <span class="badge">${l10n.t('{0} set', set)}</span>`}</summary>
    ${names.map(one)}
  </details>`;
}
