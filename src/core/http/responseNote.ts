import * as l10n from '@vscode/l10n';
import { formatOr, joinSentences } from '../../shared/format/listFormat.ts';
import { withoutTags } from '../../shared/foreignText.ts';
import type { TaskClaim } from '../kie/acceptedTask.ts';
import type { KieError } from './errors/errors.ts';
import { serverText } from './redact.ts';

/** Maximum number of IDs in a message. */
const MAX_IDS = 3;

/**
 * Adds the IDs that a response may contain to the message of its error, or else its beginning, so that the user can find
 * and assign the ID of a task that was paid for.
 * @param claim - undefined when the response contains no evidence of a task
 * @param text - the response; empty when the message contains it already
 */
export function withResponse<E extends KieError>(error: E, claim: TaskClaim | undefined, text: string, key = ''): E {
  const ids = claim?.candidates ?? [];
  const start = ids.length > 0 ? '' : serverText(withoutTags(text), key);
  const note =
    ids.length > 0
      ? l10n.t("KIE's response may contain the task ID: {0}.", formatOr(ids.slice(0, MAX_IDS)))
      : l10n.t('Response from KIE: {0}', start);
  if (ids.length > 0 || start !== '') error.message = joinSentences([error.message, note]);
  return error;
}
