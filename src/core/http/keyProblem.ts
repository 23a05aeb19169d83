import * as l10n from '@vscode/l10n';
import { isPossibleKey } from '../../shared/apiKey.ts';
import { InvalidKeyError } from './errors.ts';

/** The reason why a trimmed text cannot be an API key; undefined when it can. */
export function keyProblem(key: string): InvalidKeyError | undefined {
  if (isPossibleKey(key)) return undefined;
  return new InvalidKeyError(
    l10n.t('The key contains a character that no key has. Copy it again from kie.ai/api-key and set it.'),
    { remedy: 'set-key', accepted: 'no' }
  );
}
