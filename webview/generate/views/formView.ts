import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FieldMode, FormModel } from '../../../src/shared/form.ts';
import { segmented } from '../../components/choice.ts';
import type { App } from '../state/app.ts';
import { isWithin } from '../model/draftPath.ts';
import type { DrawField } from '../fields/fieldView.ts';
import { layoutOf } from '../model/layout.ts';

/** The form of one model: what matters in front, the rest folded with a mark when some of it is set. */
export function formView(app: App, model: FormModel, draw: DrawField): TemplateResult {
  const layout = layoutOf(model);
  const modes = app.evaluation?.modes ?? [];
  const offered = modes.filter(mode => app.modes.offers(modes, mode));
  const asked = new Set<FieldMode>();
  const one = (name: string): unknown => {
    const param = model.entry.params[name];
    if (param === undefined) return nothing;
    // The choice of a way stands above the first field that it is about.
    const above = offered.filter(mode => !asked.has(mode) && mode.options.some(option => option.params.includes(name)));
    for (const mode of above) asked.add(mode);
    const away = app.draft[name] === undefined && app.modes.hides(modes, name);
    return html`${above.map(mode => modeChoice(app, mode))}${away ? nothing : draw([name], param, param.required === true)}`;
  };
  // Those that an older request brought along; nobody should begin with them.
  const deprecated = layout.deprecated.filter(name => app.draft[name] !== undefined);
  return html`<form class="form" novalidate autocomplete="off" @submit=${(event: Event) => event.preventDefault()}>
    ${each(layout.main, one)} ${fold(app, l10n.t('More options'), 'more', layout.more, one)}
    ${fold(app, l10n.t('Deprecated options'), 'deprecated', deprecated, one)} ${notNow(app, model)}
  </form>`;
}

/** One element per field, whatever is shown around it: an element that changed its field would receive foreign input. */
const each = (names: readonly string[], one: (name: string) => unknown): unknown => repeat(names, name => name, one);

/** Fields that the rules took away for the present values, with the reason where the documentation gives one. */
function notNow(app: App, { entry, order }: FormModel): TemplateResult | typeof nothing {
  const chosenAmong = new Set(app.evaluation?.modes?.flatMap(({ options }) => options.flatMap(({ params }) => params)));
  const reasons = order.flatMap(name => {
    const { hidden, because } = app.field([name]);
    // The choice of a way says it for its fields.
    if (chosenAmong.has(name)) return [];
    return hidden !== true || because === undefined ? [] : [{ label: entry.params[name]?.label ?? name, because }];
  });
  if (reasons.length === 0) return nothing;
  return html`<details class="more not-now">
    <summary>${l10n.t('Unavailable with current settings')} <span class="badge">${reasons.length}</span></summary>
    ${reasons.map(({ label, because }) => html`<p class="note"><b>${label}</b>: ${because}</p>`)}
  </details>`;
}

/** What excludes each other is a choice; what was filled in the other way comes back with it. */
function modeChoice(app: App, mode: FieldMode): TemplateResult {
  const shown = app.modes.shown(mode);
  const choices = mode.options.map(({ label }, index) => ({ key: String(index), label }));
  return html`<div class="field mode" data-mode=${mode.id}>
    <div class="field-head"><span class="label">${l10n.t('Use')}</span></div>
    ${segmented(choices, String(shown), key => app.chooseMode(mode, Number(key)), {
      id: `mode-${mode.id.replace(/[^\w-]/g, '-')}`,
      label: l10n.t('Use'),
      describedBy: [],
      invalid: false,
      required: false
    })}
  </div>`;
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
    issue => names.some(key => isWithin(issue.path, key)) && app.touched.has(issue.path)
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
    ${each(names, one)}
  </details>`;
}
