import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Param } from '../../../src/shared/model.ts';
import { iconButton } from '../../components/button.ts';
import { icon } from '../../components/icons.ts';
import { chooseVariant, focusField, leaveField, setValue } from '../state/draftActions.ts';
import { entryOf, isFocused } from '../state/pageState.ts';
import { controlKind, isRow, variantsOf } from '../model/controlKind.ts';
import { fieldAt } from './fieldContext.ts';
import type { DrawField, Field, FormContext } from './fieldContext.ts';
import { drawButtons } from './drawButtons.ts';
import { counter, noteText, presetChips, sharedCounters } from './fieldExtras.ts';
import { shortMessage } from '../model/text/shortMessage.ts';
import { isOwn, staysInside } from './fieldEvents.ts';
import { listView } from './listView.ts';
import { membersFor } from '../model/members.ts';
import { mediaView } from './mediaView.ts';
import { scalarView } from './scalarView.ts';
import { segmented } from '../../components/choice.ts';
import { kindLabel } from '../model/text/words.ts';

/** Returns the function that renders the fields of a form. */
export function fieldDrawer(form: FormContext): DrawField {
  const { evaluation } = form.pageState;
  const draw: DrawField = (keys, param, required) => {
    const field = fieldAt(form, keys, param, required);
    // A hidden field stays visible while its value has an issue, so that it can be removed, and while it has the focus,
    // so that a rule that applies late does not take the user's input away.
    const hasIssue = field.value !== undefined && evaluation?.issues.some(issue => issue.path === field.path);
    if (field.state.hidden === true && hasIssue !== true && !isFocused(form.pageState, field.path)) {
      form.rendered.delete(field.path);
      form.names.delete(field.path);
      return nothing;
    }
    return frame(field, control(field, draw));
  };
  return draw;
}

function control(field: Field, draw: DrawField): TemplateResult {
  const entry = entryOf(field.pageState);
  const members = membersFor(entry?.rules ?? [], field.pageState.draft, field.path);
  if (members.length > 0) return scalarView({ ...field, state: { ...field.state, enum: members } }, 'dropdown');
  const bounds = entry?.numberTexts?.[field.path];
  if (bounds !== undefined) return scalarView(asNumber(field, bounds), 'number');
  const kind = controlKind(field.param, field.param.enum ?? field.state.enum);
  switch (kind) {
    case 'variants':
      return variants(field, draw);
    case 'media':
      return mediaView(field);
    case 'list':
      return listView(field, draw);
    case 'object':
      return properties(field, draw);
    case 'ratio':
    case 'segmented':
    case 'dropdown':
    case 'picker':
    case 'steps':
    case 'boolean':
    case 'number':
    case 'color':
    case 'text':
      return scalarView(field, kind);
  }
}

/** A text parameter that holds an integer, as a number field; the engine turns the number into text again. */
function asNumber(field: Field, bounds: { readonly minimum: number; readonly maximum: number }): Field {
  const number = (value: unknown): unknown =>
    typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  const param: Param = { ...field.param, ...bounds, type: 'integer' };
  return { ...field, param, value: number(field.value), assumed: number(field.assumed) };
}

function properties(field: Field, draw: DrawField): TemplateResult {
  const { properties: inner = {}, requiredKeys } = field.param;
  return html`<div
    class="properties"
    role="group"
    aria-label=${field.accessibleName}
    aria-describedby=${field.describedBy.join(' ')}
  >
    ${Object.entries(inner).map(([name, param]) =>
      draw([...field.keys, name], param, param.required === true || requiredKeys?.includes(name) === true)
    )}
  </div>`;
}

function variants(field: Field, draw: DrawField): TemplateResult {
  const all = variantsOf(field.param);
  const index = field.pageState.variants.get(field.path) ?? guessVariant(field, all);
  const param = all[index] ?? field.param;
  const names = all.map((variant, i) => ({
    key: String(i),
    label: variant.media === undefined ? (variant.type ?? l10n.t('Option {0}', i + 1)) : kindLabel(variant.media)
  }));
  const inner: Field = { ...field, param };
  return html`${segmented(names, String(index), key => chooseVariant(field.page, field.keys, Number(key)), {
    id: `${field.id}-variant`,
    label: l10n.t('{0}: type', field.accessibleName),
    describedBy: [],
    invalid: false,
    required: false
  })}${control(inner, draw)}`;
}

/** Whether the first card of a list shows that it is missing: it is a single value, or has required parts. */
const hasRequiredPart = ({ properties, requiredKeys = [] }: Param = {}): boolean =>
  properties === undefined || requiredKeys.length > 0 || Object.values(properties).some(({ required }) => required);

/** A missing list shows it in its first card, where the user can enter something. An optional list has no card yet. */
const isShownInside = ({ param, value, required }: Field): boolean =>
  value === undefined && (required || isRow(param)) && hasRequiredPart(param.items);

/** The variant that fits the current files. */
function guessVariant(field: Field, all: readonly Param[]): number {
  const first: unknown = Array.isArray(field.value) ? field.value[0] : field.value;
  const kind = typeof first === 'string' ? field.pageState.media[first]?.facts?.kind : undefined;
  return Math.max(0, kind === undefined ? 0 : all.findIndex(variant => variant.media === kind));
}

const issueLine = (message: string): TemplateResult => html`<p>${icon('error')}<span>${message}</span></p>`;

function frame(field: Field, body: TemplateResult): TemplateResult {
  const { id, param, label, accessibleName, required, issues, page, pageState } = field;
  // The note of a group is above it: below, it would seem to belong to the last field of the group.
  const kind = controlKind(param, param.enum ?? field.state.enum);
  const above = kind === 'list' || kind === 'object';
  const note = html`<div class="note" id="${id}-note">${noteText(field)}</div>`;
  const isCheck = kind === 'boolean';
  const advice = pageState.evaluation?.advice.filter(item => item.path === field.path) ?? [];
  const shown = kind === 'list' && isShownInside(field) ? [] : issues;
  const resettable = field.value !== undefined && typeof field.name === 'string';
  return html`<div
    class="field"
    id=${id}
    data-path=${field.path}
    data-invalid=${issues.length > 0 ? 'true' : nothing}
    @focusin=${(event: FocusEvent) => {
      if (isOwn(event)) focusField(page, field.keys);
    }}
    @focusout=${(event: FocusEvent) => {
      if (isOwn(event) && !staysInside(event)) leaveField(page, field.keys);
    }}
  >
    <div class="field-head">
      ${
        isCheck
          ? body
          : html`<span class="label" id="${id}-label"
              >${label}${required ? html`<span class="required" title=${l10n.t('Required')}> *</span>` : nothing}</span
            >`
      }
      <span class="grow"></span>
      ${counter(field)}
      ${resettable ? iconButton('reset', l10n.t('Reset {0}', accessibleName), () => setValue(page, field.keys, undefined)) : nothing}
    </div>
    ${above ? html`${note} ${drawButtons(field)}` : nothing} ${isCheck ? nothing : body} ${presetChips(field)}
    ${above ? nothing : drawButtons(field)} ${sharedCounters(field)} ${above ? nothing : note}
    <div class="advice" id="${id}-advice">${advice.map(item => html`<p>${item.message}</p>`)}</div>
    <div class="issues" id="${id}-issues">${shown.map(({ message }) => issueLine(shortMessage(message, label)))}</div>
  </div>`;
}
