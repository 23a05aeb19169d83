import type { Draft } from '../../../../shared/form.ts';
import type { ModelEntry } from '../../../../shared/model.ts';

/** A reserved name that never resolves (RFC 2606), so that no other host learns of tasks. */
const NEUTRAL_CALLBACK = 'https://callback.invalid/kie-studio';

/**
 * Returns the callback URL of the settings, else a URL at which nothing listens. Tasks are polled, so any URL works.
 */
export function callBackAddress(setting = ''): string {
  const address = setting.trim();
  return address === '' ? NEUTRAL_CALLBACK : address;
}

/** Documented spellings; one operation has a single l (docs.kie.ai/suno-api/suno-voice-regenerate). */
const NAMES = ['callBackUrl', 'calBackUrl'];

/** Returns the required callback parameter of a legacy operation, which is filled in automatically. */
export const requiredCallBack = (entry: ModelEntry): string | undefined =>
  NAMES.find(name => entry.params[name]?.required === true);

/**
 * Returns the draft with that parameter filled in.
 * @param address - the callback URL of the settings
 */
export function withCallBack(entry: ModelEntry, draft: Draft, address: string | undefined): Draft {
  const name = requiredCallBack(entry);
  if (name === undefined || (draft[name] !== undefined && draft[name] !== '')) return draft;
  return { ...draft, [name]: callBackAddress(address) };
}
