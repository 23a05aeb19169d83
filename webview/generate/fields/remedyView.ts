import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { button } from '../../components/button.ts';
import type { Field } from './fieldContext.ts';
import { addMedia } from '../state/mediaActions.ts';
import { pictureCopy } from '../state/pictureCopy.ts';
import { remedyFor } from '../model/remedy.ts';

/** One click for what can be put right without harm: a copy of another type or size, the files over the limit dropped. */
export function remedies(
  field: Field,
  values: readonly string[],
  max: number | undefined
): TemplateResult | typeof nothing {
  const { app, keys, param, path, label } = field;
  const many = param.type === 'array';
  const wrong = new Set(app.evaluation?.issues.map(issue => issue.path));
  const copies = values.map((value, index) => {
    const item = app.media[value];
    const remedy = item?.facts === undefined ? undefined : remedyFor(param, item.facts);
    if (item?.preview === undefined || remedy === undefined) return nothing;
    if (!wrong.has(many ? `${path}[${index}]` : path)) return nothing;
    const type = remedy.type === 'image/png' ? 'PNG' : 'JPEG';
    const act = (): void =>
      void app.attempt(async () => {
        const { items } = await app.rpc.ask('importMedia', { files: [await pictureCopy(item, remedy)] });
        app.know(items);
        // What was chosen meanwhile stays.
        const now: unknown = app.get(many ? [...keys, index] : keys);
        if (now === value)
          addMedia(
            app,
            { keys, many, ...(many ? { at: index } : {}) },
            items.map(copy => copy.value)
          );
      });
    return button(
      remedy.scale < 1 || (item.facts?.bytes ?? 0) > (remedy.maxBytes ?? Infinity)
        ? l10n.t('Use a smaller {0} copy', type)
        : l10n.t('Use a {0} copy', type),
      act,
      { label: l10n.t('{0}: use a copy of {1} that fits', label, item.name) }
    );
  });
  const tooMany = max !== undefined && values.length > max && many;
  if (!tooMany && copies.every(copy => copy === nothing)) return nothing;
  return html`<div class="tool-ways remedies">
    ${copies}
    ${tooMany ? button(max === 1 ? l10n.t('Keep only the first') : l10n.t('Keep the first {0}', max), () => app.set(keys, values.slice(0, max))) : nothing}
  </div>`;
}
