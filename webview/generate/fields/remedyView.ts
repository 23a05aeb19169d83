import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import { button } from '../../components/button.ts';
import type { Field } from './fieldContext.ts';
import type { MediaType } from '../model/mediaTypes.ts';
import { copyRecipeFor } from '../model/copyRecipe.ts';
import type { CopyRecipe } from '../model/copyRecipe.ts';
import { setValue } from '../state/draftActions.ts';
import { imageCopy } from '../state/imageCopy.ts';
import { addMedia } from '../state/mediaActions.ts';
import type { MediaPlace } from '../state/mediaActions.ts';
import { attempt, mergeMedia } from '../state/page.ts';
import type { Page } from '../state/page.ts';
import { valueAt } from '../state/pageState.ts';

/** Buttons that fix files without loss: use a copy of another type or size, or drop the files over the limit. */
export function remedies(
  field: Field,
  type: MediaType,
  { values, max }: { readonly values: readonly string[]; readonly max: number | undefined }
): TemplateResult | typeof nothing {
  const { page, keys, param } = field;
  const describedBy = [`${field.id}-issues`];
  const copies = values.map((_, index) => copyButton(field, type, values, index));
  const tooMany = max !== undefined && values.length > max && param.type === 'array';
  if (!tooMany && copies.every(copy => copy === nothing)) return nothing;
  return html`<div class="tool-ways remedies">
    ${copies}
    ${
      tooMany
        ? button(
            max === 1 ? l10n.t('Keep only the first') : l10n.t('Keep the first {0}', max),
            () => setValue(page, keys, values.slice(0, max)),
            { describedBy }
          )
        : nothing
    }
  </div>`;
}

function copyButton(
  field: Field,
  type: MediaType,
  values: readonly string[],
  index: number
): TemplateResult | typeof nothing {
  const { page, pageState, param, path, label } = field;
  const value = values[index] ?? '';
  const many = param.type === 'array';
  const item = pageState.media[value];
  const recipe = item?.facts === undefined ? undefined : copyRecipeFor(param, item.facts);
  if (item?.preview === undefined || recipe === undefined) return nothing;
  const issuePath = many ? `${path}[${index}]` : path;
  if (pageState.evaluation?.issues.some(issue => issue.path === issuePath) !== true) return nothing;
  const name = recipe.type === 'image/png' ? 'PNG' : 'JPEG';
  const isSmaller = recipe.scale < 1 || (item.facts?.bytes ?? 0) > (recipe.maxBytes ?? Infinity);
  const place: MediaPlace = { keys: field.keys, type, many, ...(many ? { at: index } : {}) };
  return button(
    isSmaller ? l10n.t('Use a smaller {0} copy', name) : l10n.t('Use a {0} copy', name),
    () => void replaceWithCopy(page, place, item, recipe),
    { label: l10n.t('{0}: use a copy of {1} that fits', label, item.name), describedBy: [`${field.id}-issues`] }
  );
}

async function replaceWithCopy(page: Page, place: MediaPlace, item: MediaItem, recipe: CopyRecipe): Promise<void> {
  const { keys, at } = place;
  await attempt(page, async () => {
    const { items } = await page.rpc.ask('importMedia', { files: [await imageCopy(item, recipe)] });
    mergeMedia(page, items);
    // The user may have chosen another file since.
    const now = valueAt(page.store.get(), at === undefined ? keys : [...keys, at]);
    if (now !== item.value) return;
    addMedia(
      page,
      place,
      items.map(copy => copy.value)
    );
  });
}
