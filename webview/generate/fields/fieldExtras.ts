/** The parts around a control: its note, its counters and its suggestions. */
import { joinSentences } from '../../../src/shared/format/listFormat.ts';
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { codePoints } from '../../../src/shared/textParts.ts';
import type { Field } from './fieldContext.ts';
import { setValue } from '../state/draftActions.ts';
import { entryOf } from '../state/pageState.ts';
import { countText, counterText } from '../model/text/counterText.ts';
import { limitText } from '../../../src/shared/format/decimalText.ts';
import { numberText } from '../../../src/shared/format/numberText.ts';
import { withoutWords, withWords } from '../model/text/presetWords.ts';

/** The note below a field: description, bounds and default. */
export function noteText(field: Field): string {
  const { param, state, assumed } = field;
  const parts: string[] = [];
  if (typeof param.deprecated === 'string') parts.push(l10n.t('Deprecated: {0}', param.deprecated));
  else if (param.deprecated === true && param.note?.startsWith('Deprecated') !== true)
    parts.push(l10n.t('Deprecated.'));
  if (param.note !== undefined) parts.push(param.note);
  const minimum = state.minimum ?? param.minimum;
  const maximum = state.maximum ?? param.maximum;
  // Bounds that the note of the model table already names are not repeated.
  const isNamed = [minimum, maximum].every(bound => bound === undefined || namesNumber(param.note, bound));
  if (minimum !== undefined && maximum !== undefined && !isNamed)
    parts.push(l10n.t('{0} to {1}.', limitText(minimum), limitText(maximum)));
  else if (minimum !== undefined && !isNamed) parts.push(l10n.t('At least {0}.', limitText(minimum)));
  else if (maximum !== undefined && !isNamed) parts.push(l10n.t('Up to {0}.', limitText(maximum)));
  // Switches and choices show their default themselves.
  const isChoice = (state.enum ?? param.enum) !== undefined;
  if (field.value === undefined && !isChoice && (typeof assumed === 'string' || typeof assumed === 'number')) {
    if (String(assumed).trim() !== '')
      parts.push(l10n.t('Default: {0}.', typeof assumed === 'number' ? limitText(assumed) : assumed));
  }
  return joinSentences(parts);
}

const namesNumber = (note: string | undefined, bound: number): boolean =>
  note?.match(/-?\d+(\.\d+)?/g)?.some(found => Number(found) === bound) ?? false;

/** The number of characters and its limit, if the field has a limit and a text. */
export function counter(field: Field): TemplateResult | typeof nothing {
  const max = field.state.maxLength ?? field.param.maxLength;
  if (max === undefined || typeof field.value !== 'string') return nothing;
  const length = codePoints(field.value);
  const words = countText('characters', length, max);
  // The hidden words describe the control: the short form has no unit.
  return html`<span class="counter ${length > max ? 'over' : ''}" title=${words}
      >${numberText(length)} / ${numberText(max)}</span
    ><span id="${field.id}-count" hidden>${words}</span>`;
}

/** Counters of limits that this field shares with others: each is at the last field that counts. */
export function sharedCounters(field: Field): TemplateResult | typeof nothing {
  const { path, pageState } = field;
  const { counters = [], fields = {} } = pageState.evaluation ?? {};
  const order = pageState.snapshot?.model?.order ?? [];
  const lastOf = (params: readonly string[]): string | undefined =>
    order.findLast(name => params.includes(name) && fields[name]?.hidden !== true);
  const shown = counters
    .filter(({ params, used }) => used > 0 && field.keys.length === 1 && lastOf(params) === path)
    .map(
      shared =>
        html`<div class="counter ${shared.used > shared.max ? 'over' : ''}">${counterText(shared, field.label)}</div>`
    );
  return shown.length === 0 ? nothing : html`<div id="${field.id}-shared">${shown}</div>`;
}

/** Suggested words for a text; each chip adds its words, or removes them again. */
export function presetChips(field: Field): TemplateResult | typeof nothing {
  const { page, pageState, keys, path, value } = field;
  const presets = entryOf(pageState)?.presets?.filter(({ param }) => param === path) ?? [];
  if (presets.length === 0) return nothing;
  const words = typeof value === 'string' ? value : '';
  return html`<div class="chips" role="group" aria-label=${l10n.t('{0}: suggestions', field.label)}>
    ${presets.map(({ name, text }) => {
      const on = words.includes(text);
      return html`<button
        type="button"
        class="chip"
        aria-pressed=${String(on)}
        title=${text}
        @click=${() => {
          const next = on ? withoutWords(words, text) : withWords(words, text);
          setValue(page, keys, next === '' ? undefined : next);
        }}
      >
        ${name}
      </button>`;
    })}
  </div>`;
}
