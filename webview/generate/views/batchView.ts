import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Issue } from '../../../src/shared/form.ts';
import type { Param, Scalar } from '../../../src/shared/model.ts';
import type { Batch } from '../../../src/shared/protocol/batch.ts';
import { dropdown } from '../../components/choice.ts';
import '../../components/numberBox.ts';
import '../../components/textBox.ts';
import type { App } from '../state/app.ts';
import { labelOf } from '../model/controlKind.ts';
import { MAX_RUNS } from '../../../src/shared/protocol/batch.ts';

/** So many values that are left out are told of. */
const MOST_SAID = 3;
const NAME = { describedBy: [], invalid: false, required: false };

/** Several runs at once: the same again (with other seeds), or one parameter over several values. */
export function batchView(app: App): TemplateResult {
  const { runner } = app;
  const { batch } = runner;
  const { sweep } = batch;
  const params = sweepable(app);
  const param = params.find(([name]) => name === sweep?.name)?.[1];
  return html`<div class="panel" role="group" aria-label=${l10n.t('Batch')}>
    ${
      sweep === undefined
        ? html`<label class="batch-line"
            ><span>${l10n.t('Number of runs')}</span
            ><kie-number
              .plain=${true}
              .value=${batch.times}
              .min=${1}
              .max=${MAX_RUNS}
              .step=${1}
              .label=${l10n.t('Number of runs')}
              @kie-number=${(event: CustomEvent<number | undefined>) => {
                const times = Math.round(event.detail ?? 1);
                if (times >= 1 && times <= MAX_RUNS) runner.setBatch({ times });
              }}
            ></kie-number
          ></label>`
        : nothing
    }
    ${
      params.length === 0
        ? nothing
        : html`<span>${l10n.t('Vary')}</span> ${dropdown(
              params.map(([name, { label }]) => ({ key: name, label: label ?? name })),
              sweep?.name,
              key => runner.setBatch(key === undefined ? { times: 1 } : { times: 1, sweep: { name: key, values: [] } }),
              { ...NAME, id: 'sweep', label: l10n.t('Vary'), emptyLabel: l10n.t('None') }
            )}`
    }
    ${sweep === undefined || param === undefined ? nothing : valuesOf(app, sweep, param)}
    ${sweep === undefined ? nothing : leftOut(runner.quote?.issues ?? [])}
    ${sweep === undefined ? html`<p class="quiet">${l10n.t('A fixed seed increases by 1 with each run.')}</p>` : nothing}
  </div>`;
}

/** Values that cannot run as the form stands now; the others can. */
const leftOut = (issues: readonly Issue[]): TemplateResult | typeof nothing =>
  issues.length === 0
    ? nothing
    : html`<div class="issues" role="status">
        ${issues.slice(0, MOST_SAID).map(({ message }) => html`<p>${l10n.t('Left out: {0}', message)}</p>`)}
      </div>`;

/** Single values that a person can list: choices, numbers, switches. */
const sweepable = (app: App): readonly (readonly [string, Param])[] =>
  Object.entries(app.snapshot?.model?.entry.params ?? {}).filter(
    ([name, { type, media, enum: values }]) =>
      media === undefined &&
      app.field([name]).hidden !== true &&
      (values !== undefined || type === 'number' || type === 'integer' || type === 'boolean') &&
      type !== 'array'
  );

function valuesOf(app: App, sweep: NonNullable<Batch['sweep']>, param: Param): TemplateResult {
  const set = (values: readonly Scalar[]): void =>
    app.runner.setBatch({ times: 1, sweep: { name: sweep.name, values: values.slice(0, MAX_RUNS) } });
  const choices = app.field([sweep.name]).enum ?? param.enum ?? (param.type === 'boolean' ? [true, false] : undefined);
  if (choices === undefined) {
    return html`<kie-text
      .label=${l10n.t('Comma-separated values')}
      .placeholder=${l10n.t('comma-separated values')}
      .value=${sweep.values.join(', ')}
      @change=${(event: Event) => {
        const text = (event.target as HTMLElement & { value?: string }).value ?? '';
        const numbers = text.split(/[\s,;]+/).filter(part => part !== '' && Number.isFinite(Number(part)));
        set(numbers.map(Number));
      }}
    ></kie-text>`;
  }
  return html`<div class="chips" role="group" aria-label=${l10n.t('Values')}>
    ${choices.map(choice => {
      const on = sweep.values.includes(choice);
      return html`<button
        type="button"
        class="chip"
        aria-pressed=${String(on)}
        @click=${() => set(on ? sweep.values.filter(value => value !== choice) : [...sweep.values, choice])}
      >
        ${typeof choice === 'boolean' ? (choice ? l10n.t('on') : l10n.t('off')) : labelOf(param, choice)}
      </button>`;
    })}
  </div>`;
}
