import assert from 'node:assert/strict';
import path from 'node:path';
import { emulator, submissions } from '../emulatorCalls.ts';
import { activate, bytesOf, folderWith, nameOf, sample, withSetting, workspaceFolder } from '../support.ts';

const MP3 = /^(ID3|\xff[\xe2-\xff])/;

describe('results', () => {
  it('are text files for text', async () => {
    const kie = await activate();
    const saveTo = await folderWith();
    const audio = { audio_url: sample('melody.mp3') };
    const written = await kie.run('elevenlabs/speech-to-text', audio, { saveTo });
    assert.match(nameOf(written.files[0]), /\.(txt|json)$/);
    assert.match((await bytesOf(written.files[0])).toString(), /This is what was heard/);
    const lyrics = await kie.run('ai-music-api/generate-lyrics', { prompt: 'A quiet morning' }, { saveTo });
    assert.match(nameOf(lyrics.files[0]), /\.(txt|json)$/);
    assert.match((await bytesOf(lyrics.files[0])).toString(), /Words in a row/);
  });

  it('are audio files for speech, with defaults for the other parameters', async () => {
    const kie = await activate();
    const model = 'elevenlabs/text-to-speech-multilingual-v2';
    const text = 'Good morning.';
    const { issues, request, credits } = await kie.validate(model, { text });
    assert.deepEqual(issues, []);
    // Billing for a fraction of a thousand characters is not documented, so there is only an upper bound.
    assert.equal(credits, undefined);
    const result = await kie.run(model, { text }, { saveTo: await folderWith() });
    assert.match(nameOf(result.files[0]), /\.mp3$/);
    assert.match((await bytesOf(result.files[0])).toString('latin1'), MP3);
    const sent = (await submissions()).find(({ taskId }) => taskId === result.taskId);
    assert.deepEqual(sent?.input, request?.input);
  });

  it('come from exactly the nested request that was given', async () => {
    const kie = await activate();
    // The emulator charges the price of a million tokens.
    await emulator('credits', { credits: 10_000 });
    const input = {
      speakers: [
        { speaker_id: 'Ann', voice_name: 'Kore' },
        { speaker_id: 'Ben', voice_name: 'Puck' }
      ],
      dialogue_turns: [
        { speaker_id: 'Ann', text: 'Is it done?', style: 'curious' },
        { speaker_id: 'Ben', text: '<laugh> Nearly.' }
      ]
    };
    const result = await kie.run('google/gemini-3-8-flash-tts', input, { saveTo: await folderWith() });
    assert.match((await bytesOf(result.files[0])).toString('latin1'), MP3);
    const sent = (await submissions()).find(({ taskId }) => taskId === result.taskId);
    assert.deepEqual(sent?.input['speakers'], input.speakers);
    assert.deepEqual(sent.input['dialogue_turns'], input.dialogue_turns);
  });

  it('go to a folder of the day in kie/, named by prompt and time', async () => {
    const kie = await activate();
    const prompt = 'A red fox, asleep in the morning snow of March';
    const { files } = await kie.run('nano-banana-2', { prompt });
    const [day, name] = path
      .relative(path.join(workspaceFolder().fsPath, 'kie'), files[0]?.fsPath ?? '')
      .split(path.sep);
    assert.match(day ?? '', /^\d{4}-\d\d-\d\d$/);
    assert.match(name ?? '', /^A-red-fox-asleep-\d{6}\.(png|jpg)$/);
  });

  it('go to the folder and file name of the settings', async () => {
    const kie = await activate();
    const run = () => kie.run('nano-banana-2', { prompt: 'Two boats' });
    const { files, taskId } = await withSetting('output.folder', 'out/pictures', () =>
      withSetting('output.fileName', '${taskId}_${index} ${prompt}', run)
    );
    assert.equal(path.dirname(files[0]?.fsPath ?? ''), path.join(workspaceFolder().fsPath, 'out/pictures'));
    assert.equal(path.parse(nameOf(files[0])).name, `${taskId}_1 Two-boats`);
  });
});
