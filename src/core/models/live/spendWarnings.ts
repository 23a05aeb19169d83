import * as l10n from '@vscode/l10n';
import { joinSentences } from '../../../shared/format/listFormat.ts';
import { dateText } from '../../../shared/format/dateText.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { ModelNotes } from '../../../shared/live/modelNotes.ts';

/** Below this success rate in percent, the user is warned before a run. */
const LOW_SUCCESS = 60;

interface Facts {
  readonly notes: ModelNotes;
  /** Why the schema that KIE publishes now forbids the request. */
  readonly forbidden: readonly string[];
  /** The name of the model to use instead. */
  readonly instead?: string;
}

/** Returns the warnings to show before a run costs credits, one sentence each. */
export function spendWarnings(entry: ModelEntry, { notes, forbidden, instead }: Facts): readonly string[] {
  const { health, unlistedSince } = notes;
  const [gone] = [
    ...(entry.status === 'retired' ? [retiredText(entry.name, instead)] : []),
    ...(unlistedSince === undefined ? [] : [unlistedText(entry.name, unlistedSince, instead)])
  ];
  return [
    ...(gone === undefined ? [] : [gone]),
    ...(forbidden.length === 0
      ? []
      : [l10n.t("KIE's current definition of this model doesn't allow this request: {0}", joinSentences(forbidden))]),
    ...(health !== undefined && health.failed > 100 - LOW_SUCCESS ? [failingText(health.failed)] : [])
  ];
}

const failingText = (failed: number): string =>
  l10n.t('KIE reports that {0} % of runs failed in the last hour.', failed);

const retiredText = (name: string, instead: string | undefined): string =>
  instead === undefined
    ? l10n.t('KIE no longer documents {0}: the run may fail and still cost credits.', name)
    : l10n.t('KIE no longer documents {0}: the run may fail and still cost credits. Use {1} instead.', name, instead);

function unlistedText(name: string, since: number, instead: string | undefined): string {
  const date = dateText(since);
  return instead === undefined
    ? l10n.t('KIE has not listed {0} since {1}: the run may fail and still cost credits.', name, date)
    : l10n.t(
        'KIE has not listed {0} since {1}: the run may fail and still cost credits. Use {2} instead.',
        name,
        date,
        instead
      );
}
