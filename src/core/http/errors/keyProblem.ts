import * as l10n from '@vscode/l10n';
import { isPossibleKey } from '../../../shared/apiKey.ts';
import { InvalidKeyError } from './errors.ts';

/** Returns the error for a trimmed text that cannot be an API key, undefined for a possible key. */
export function keyProblem(key: string): InvalidKeyError | undefined {
  if (isPossibleKey(key)) return undefined;
  return new InvalidKeyError(
    l10n.t('The API key contains an invalid character. Copy it again from kie.ai/api-key and set it.'),
    { remedy: 'set-key', accepted: 'no' }
  );
}
