import type { Draft } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';

/** Reserved never to exist (RFC 2606), so that no stranger's host hears of tasks. */
export const NEUTRAL_CALLBACK = 'https://callback.invalid/kie-studio';

/** As the documentation spells it; one operation with a single l (docs.kie.ai/suno-api/suno-voice-regenerate). */
const NAMES = ['callBackUrl', 'calBackUrl'];

/** The parameter for a callback that a former operation must have; nobody needs to be asked for it. */
export const neededCallBack = (entry: ModelEntry): string | undefined =>
  NAMES.find(name => entry.params[name]?.required === true);

/** The draft with that parameter filled: from the settings, else with an address where nobody listens. */
export function withCallBack(entry: ModelEntry, draft: Draft, address: string | undefined): Draft {
  const name = neededCallBack(entry);
  if (name === undefined || (draft[name] !== undefined && draft[name] !== '')) return draft;
  const set = address?.trim() ?? '';
  return { ...draft, [name]: set === '' ? NEUTRAL_CALLBACK : set };
}
