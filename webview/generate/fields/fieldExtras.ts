/** What stands around a control: what it is for, how much of it is used, ready words. */
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FieldCounter } from '../../../src/shared/form.ts';
import { codePoints } from '../model/controlKind.ts';
import type { Field } from './fieldContext.ts';
import { withoutWords, withWords } from '../model/presetWords.ts';

export function noteText(field: Field): string {
  const { param, state, assumed } = field;
  const parts: string[] = [];
  if (typeof param.deprecated === 'string') parts.push(l10n.t('Deprecated: {0}', param.deprecated));
  else if (param.deprecated === true && param.note?.startsWith('Deprecated') !== true)
    parts.push(l10n.t('Deprecated.'));
  if (param.note !== undefined) parts.push(param.note);
  const minimum = state.minimum ?? param.minimum;
  const maximum = state.maximum ?? param.maximum;
  // Bounds that the words of the table have already are not said twice.
  const said = [minimum, maximum].every(bound => bound === undefined || saysNumber(param.note, bound));
  if (minimum !== undefined && maximum !== undefined && !said) parts.push(l10n.t('{0} to {1}.', minimum, maximum));
  else if (minimum !== undefined && !said) parts.push(l10n.t('At least {0}.', minimum));
  else if (maximum !== undefined && !said) parts.push(l10n.t('Up to {0}.', maximum));
  // Switches and choices show what is assumed; a number or a text shows it where a value is expected.
  const choice = (state.enum ?? param.enum) !== undefined;
  if (field.value === undefined && !choice && (typeof assumed === 'string' || typeof assumed === 'number')) {
    if (String(assumed).trim() !== '') parts.push(l10n.t('Default: {0}.', assumed));
  }
  return parts.join(' ');
}

const saysNumber = (note: string | undefined, bound: number): boolean =>
  note?.match(/-?\d+(\.\d+)?/g)?.some(found => Number(found) === bound) ?? false;

/** Characters so far and at most, once there is a limit and a text. */
export function counter(field: Field): TemplateResult | typeof nothing {
  const max = field.state.maxLength ?? field.param.maxLength;
  if (max === undefined || typeof field.value !== 'string') return nothing;
  const length = codePoints(field.value);
  return html`<span class="counter ${length > max ? 'over' : ''}">${length} / ${max}</span>`;
}

/** Limits that this field shares with others. */
export function sharedCounters(field: Field): readonly TemplateResult[] {
  const counters = field.app.evaluation?.counters ?? [];
  return counters
    .filter(({ params, used }) => used > 0 && field.keys.length === 1 && params.includes(field.path))
    .map(
      shared =>
        html`<div class="counter ${shared.used > shared.max ? 'over' : ''}">
          ${shared.params.length > 1 ? `${shared.label}: ` : ''}${usedText(shared)}
        </div>`
    );
}

function usedText({ used, max, unit }: FieldCounter): string {
  const shown = Math.round(used * 10) / 10;
  switch (unit) {
    case 'items':
      return l10n.t('{0} of {1} items', shown, max);
    case 'characters':
      return l10n.t('{0} of {1} characters', shown, max);
    case 'seconds':
      return l10n.t('{0} of {1} seconds', shown, max);
  }
}

/** Ready words for this text: pressed they are in it, pressed again they are out. */
export function presetChips(field: Field): TemplateResult | typeof nothing {
  const { app, keys, path, value } = field;
  const presets = app.snapshot?.model?.entry.presets?.filter(({ param }) => param === path) ?? [];
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
          app.set(keys, next === '' ? undefined : next);
        }}
      >
        ${name}
      </button>`;
    })}
  </div>`;
}
