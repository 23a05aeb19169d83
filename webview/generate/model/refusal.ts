import * as l10n from '@vscode/l10n';
import { acceptedTypes } from '../../../src/shared/catalog/mediaParams.ts';
import { kindOfName, plainType } from '../../../src/shared/catalog/mediaTypes.ts';
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import type { MediaType } from './mediaTypes.ts';
import { copyRecipeFor } from './copyRecipe.ts';
import { acceptedText } from './text/acceptedText.ts';

/**
 * Returns why a file is not added to a field: it is of another kind; or it would replace a file, is of another type, and
 * no copy of it would fit.
 */
export function refusal(
  { name, facts, preview }: MediaItem,
  type: MediaType,
  isReplacing: boolean
): string | undefined {
  if (facts === undefined) return undefined;
  const { mime, problem } = facts;
  const accept = acceptedTypes(type.param).map(plainType);
  const isOther = (facts.kind ?? kindOfName(name)) !== type.kind;
  const canCopy = preview !== undefined && copyRecipeFor(type.param, facts) !== undefined;
  const isUnfit = accept.length > 0 && mime !== undefined && !accept.includes(plainType(mime)) && !canCopy;
  if (isOther || (isReplacing && isUnfit))
    return l10n.t('"{0}" wasn\'t added. Accepted types: {1}.', name, acceptedText(type));
  return isReplacing && problem !== undefined ? l10n.t('"{0}" wasn\'t added. {1}', name, problem) : undefined;
}
