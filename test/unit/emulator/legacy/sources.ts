/** Finished tasks of the legacy services, as sources for other requests. */
import { CALLBACK } from './client.ts';
import type { Data, Former } from './client.ts';

export const SONG = { prompt: 'A boat song', customMode: false, instrumental: false, model: 'V5' } as const;
export const VEO = { prompt: 'A boat', model: 'veo3_fast' } as const;
export const MJ = { taskType: 'mj_txt2img', prompt: 'A boat', speed: 'fast' } as const;

/** Returns a finished task of a service. */
async function done(former: Former, path: string, body: object, status: string): Promise<Data> {
  const ends = ['SUCCESS', 'success', 'wait_validating', 1];
  const taskId = await former.make(path, body);
  return former.until(status, taskId, data =>
    ['successFlag', 'status', 'state'].some(field => ends.includes(data[field] as string))
  );
}

/** Returns a finished music task and the ID of its first track. */
export async function song(former: Former, more: object = {}): Promise<{ taskId: string; audioId: string }> {
  const data = await done(former, '/generate', { ...SONG, callBackUrl: CALLBACK, ...more }, '/generate/record-info');
  const { sunoData } = data['response'] as { sunoData: readonly { id: string }[] };
  return { taskId: String(data['taskId']), audioId: sunoData[0]?.id ?? '' };
}

export const taskOf = async (former: Former, path: string, body: object, status: string): Promise<string> =>
  String((await done(former, path, body, status))['taskId']);
export const veoTask = (former: Former): Promise<string> => taskOf(former, '/veo/generate', VEO, '/veo/record-info');
export const mjTask = (former: Former, more: object = {}): Promise<string> =>
  taskOf(former, '/mj/generate', { ...MJ, ...more }, '/mj/record-info');
export const stems = async (former: Former): Promise<string> =>
  taskOf(
    former,
    '/vocal-removal/generate',
    { ...(await song(former)), callBackUrl: CALLBACK },
    '/vocal-removal/record-info'
  );
export const phrase = async (former: Former): Promise<string> =>
  taskOf(
    former,
    '/voice/validate',
    { voiceUrl: await former.client.upload('melody.mp3'), vocalStartS: 0, vocalEndS: 5 },
    '/voice/validate-info'
  );
