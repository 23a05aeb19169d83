import type { Draft } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';

/** Reserved never to exist (RFC 2606), so that no stranger's host hears of tasks. */
const NEUTRAL_CALLBACK = 'https://callback.invalid/kie-studio';

/** The address of the settings; else one where nobody listens. We follow by asking, so any will do. */
export function callBackAddress(set = ''): string {
  const address = set.trim();
  return address === '' ? NEUTRAL_CALLBACK : address;
}

/** As the documentation spells it; one operation with a single l (docs.kie.ai/suno-api/suno-voice-regenerate). */
const NAMES = ['callBackUrl', 'calBackUrl'];

/** The parameter for a callback that a former operation must have; nobody needs to be asked for it. */
export const neededCallBack = (entry: ModelEntry): string | undefined =>
  NAMES.find(name => entry.params[name]?.required === true);

/** The draft with that parameter filled; `address`: the one of the settings. */
export function withCallBack(entry: ModelEntry, draft: Draft, address: string | undefined): Draft {
  const name = neededCallBack(entry);
  if (name === undefined || (draft[name] !== undefined && draft[name] !== '')) return draft;
  return { ...draft, [name]: callBackAddress(address) };
}
