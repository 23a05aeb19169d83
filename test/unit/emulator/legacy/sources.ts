/** Finished tasks of the legacy services, as sources for other requests. */
import { CALLBACK } from './client.ts';
import type { Data, LegacyFixture } from './client.ts';

export const SONG_TITLE = { prompt: 'A boat song', customMode: false, instrumental: false, model: 'V5' } as const;
export const VEO = { prompt: 'A boat', model: 'veo3_fast' } as const;
export const MJ = { taskType: 'mj_txt2img', prompt: 'A boat', speed: 'fast' } as const;

/** Returns a finished task of a service. */
async function done(legacy: LegacyFixture, path: string, body: object, status: string): Promise<Data> {
  const ends = ['SUCCESS', 'success', 'wait_validating', 1];
  const taskId = await legacy.make(path, body);
  return legacy.until(status, taskId, data =>
    ['successFlag', 'status', 'state'].some(field => ends.includes(data[field] as string))
  );
}

/** Returns a finished music task and the ID of its first track. */
export async function song(legacy: LegacyFixture, more: object = {}): Promise<{ taskId: string; audioId: string }> {
  const data = await done(
    legacy,
    '/generate',
    { ...SONG_TITLE, callBackUrl: CALLBACK, ...more },
    '/generate/record-info'
  );
  const { sunoData } = data['response'] as { sunoData: readonly { id: string }[] };
  return { taskId: String(data['taskId']), audioId: sunoData[0]?.id ?? '' };
}

export const taskOf = async (legacy: LegacyFixture, path: string, body: object, status: string): Promise<string> =>
  String((await done(legacy, path, body, status))['taskId']);
export const veoTask = (legacy: LegacyFixture): Promise<string> =>
  taskOf(legacy, '/veo/generate', VEO, '/veo/record-info');
export const mjTask = (legacy: LegacyFixture, more: object = {}): Promise<string> =>
  taskOf(legacy, '/mj/generate', { ...MJ, ...more }, '/mj/record-info');
export const stems = async (legacy: LegacyFixture): Promise<string> =>
  taskOf(
    legacy,
    '/vocal-removal/generate',
    { ...(await song(legacy)), callBackUrl: CALLBACK },
    '/vocal-removal/record-info'
  );
export const phrase = async (legacy: LegacyFixture): Promise<string> =>
  taskOf(
    legacy,
    '/voice/validate',
    { voiceUrl: await legacy.client.upload('melody.mp3'), vocalStartS: 0, vocalEndS: 5 },
    '/voice/validate-info'
  );
