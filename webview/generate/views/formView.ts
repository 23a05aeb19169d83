import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FieldMode, FormModel } from '../../../src/shared/form.ts';
import { segmented } from '../../components/choice.ts';
import { chooseMode, setFlag } from '../state/draftActions.ts';
import { fieldStateAt } from '../state/pageState.ts';
import type { PageState } from '../state/pageState.ts';
import type { Page } from '../state/page.ts';
import { isWithin } from '../model/draftPath.ts';
import { fieldDrawer } from '../fields/fieldView.ts';
import type { FormContext } from '../fields/fieldContext.ts';
import { layoutOf } from '../model/layout.ts';
import { isHiddenByMode, isOffered, shownOption } from '../model/modes.ts';
import { isTouched } from '../model/touched.ts';

/** The form of one model: important fields first, the others folded, with a badge when some of them are set. */
export function formView(form: FormContext, model: FormModel): TemplateResult {
  const { page, pageState } = form;
  const draw = fieldDrawer(form);
  const layout = layoutOf(model);
  const modes = pageState.evaluation?.modes ?? [];
  const offered = modes.filter(mode => isOffered(pageState.modes, modes, mode));
  const asked = new Set<FieldMode>();
  const one = (name: string): unknown => {
    const param = model.entry.params[name];
    if (param === undefined) return nothing;
    // The choice of a mode is above the first of its fields.
    const above = offered.filter(mode => !asked.has(mode) && mode.options.some(option => option.params.includes(name)));
    for (const mode of above) asked.add(mode);
    const isHidden = pageState.draft[name] === undefined && isHiddenByMode(pageState.modes, modes, name);
    return html`${above.map(mode => modeChoice(form, mode))}${isHidden ? nothing : draw([name], param, param.required === true)}`;
  };
  // Deprecated fields show only with a value, from an older request.
  const deprecated = layout.deprecated.filter(name => pageState.draft[name] !== undefined);
  const folded = (title: string, name: string, names: readonly string[]): unknown =>
    fold(page, foldOf(pageState, title, name, names), one);
  return html`<form class="form" novalidate autocomplete="off" @submit=${(event: Event) => event.preventDefault()}>
    ${each(layout.main, one)} ${folded(l10n.t('More options'), 'more', layout.more)}
    ${folded(l10n.t('Deprecated options'), 'deprecated', deprecated)} ${unavailableFields(pageState, model)}
  </form>`;
}

/**
 * One element per field, regardless of its neighbors: an element that is reused for another field would keep its input.
 * The fields are built at once, so that the bar below the form knows which issues they show.
 */
function each(names: readonly string[], one: (name: string) => unknown): unknown {
  const fields = names.map(name => ({ name, view: one(name) }));
  return repeat(
    fields,
    ({ name }) => name,
    ({ view }) => view
  );
}

/** Fields that the rules hide with the current values and whose documentation gives a reason. */
function unavailableFields(state: PageState, { entry, order }: FormModel): TemplateResult | typeof nothing {
  const inModes = new Set(state.evaluation?.modes?.flatMap(({ options }) => options.flatMap(({ params }) => params)));
  const reasons = order.flatMap(name => {
    const { hidden, because } = fieldStateAt(state, [name]);
    // The choice of a mode already shows its fields.
    if (inModes.has(name)) return [];
    return hidden !== true || because === undefined ? [] : [{ label: entry.params[name]?.label ?? name, because }];
  });
  if (reasons.length === 0) return nothing;
  return html`<details class="more not-now">
    <summary>${l10n.t('Unavailable with current settings')} <span class="badge">${reasons.length}</span></summary>
    ${reasons.map(({ label, because }) => html`<p class="note"><b>${label}</b>: ${because}</p>`)}
  </details>`;
}

/** A choice between fields that exclude each other; the values of an option return with it. */
function modeChoice({ page, pageState }: FormContext, mode: FieldMode): TemplateResult {
  const shown = shownOption(pageState.modes, mode);
  const choices = mode.options.map(({ label }, index) => ({ key: String(index), label }));
  return html`<div class="field mode" data-mode=${mode.id}>
    <div class="field-head"><span class="label">${l10n.t('Input mode')}</span></div>
    ${segmented(choices, String(shown), key => chooseMode(page, mode, Number(key)), {
      id: `mode-${mode.id.replace(/[^\w-]/g, '-')}`,
      label: l10n.t('Input mode'),
      describedBy: [],
      invalid: false,
      required: false
    })}
  </div>`;
}

/** A part of the form that can be folded. */
interface Fold {
  readonly name: string;
  readonly title: string;
  readonly names: readonly string[];
  /** The number of its fields with a value. */
  readonly set: number;
  readonly isOpen: boolean;
}

function foldOf(state: PageState, title: string, name: string, names: readonly string[]): Fold {
  const set = names.filter(key => state.draft[key] !== undefined).length;
  const hasIssue = state.evaluation?.issues.some(
    issue => names.some(key => isWithin(issue.path, key)) && isTouched(state.touched, issue.path)
  );
  // Once opened by the user or by an issue, it stays open until the user closes it.
  return { name, title, names, set, isOpen: state.flags.get(name) ?? hasIssue === true };
}

function fold(
  page: Page,
  { name, title, names, set, isOpen }: Fold,
  one: (name: string) => unknown
): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`<details
    class="more"
    ?open=${isOpen}
    @toggle=${(event: Event) => {
      const now = (event.currentTarget as HTMLDetailsElement).open;
      if (now !== isOpen) setFlag(page, name, now);
    }}
  >
    <summary>${title}${set === 0 ? nothing : html` <span class="badge">${l10n.t('{0} set', set)}</span>`}</summary>
    ${each(names, one)}
  </details>`;
}
