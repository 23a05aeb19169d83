/** The Gemini Omni helpers: current, and with the result in the response. Source: docs.kie.ai/market/gemini-omni */
import type { TableEntry } from '../catalogData.ts';
import type { Answer } from '../hosts/http.ts';
import { envelope } from '../hosts/http.ts';
import type { State } from '../state.ts';
import { textOf } from '../check/values.ts';
import { problemsOf } from './answer.ts';
import type { Input } from './answer.ts';

/** Creates a voice from a preset one; its id goes into audio_ids. Free, since no price is known. */
export function createVoice(state: State, entry: TableEntry, input: Input): Answer {
  const refusal = problemsOf(state, entry, input);
  if (refusal) return refusal;
  const audioId = state.issued.add({ kind: 'omniAudio', id: state.makeId('omniAudio') });
  return envelope(200, 'success', { audioId, name: input['name'] });
}

/** Creates a character from an image; its id goes into character_ids. */
export function createCharacter(state: State, entry: TableEntry, input: Input): Answer {
  const refusal = problemsOf(state, entry, input);
  if (refusal) return refusal;
  const [picture] = [input['image_urls']].flat();
  const file = typeof picture === 'string' ? state.store.find(picture) : undefined;
  const characterId = state.issued.add({ kind: 'omniCharacter', id: state.makeId('omniCharacter') });
  return envelope(200, 'success', {
    characterId,
    characterName: textOf(input['character_name']),
    imageUrl: file ? state.store.add({ ...file, origin: 'result' }) : null
  });
}
