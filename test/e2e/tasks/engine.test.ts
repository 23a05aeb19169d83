import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { imageSize } from 'image-size';
import { PNG } from 'pngjs';
import type { Fault } from '../../emulator/types.ts';
import type { Task } from '../../../src/shared/task.ts';
import { OPTIONS, SAMPLES_DIR, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

const image = { model: 'google/nano-banana', input: { prompt: 'a red fox' } };
const IMAGE_FILE = 'google-nano-banana-a-red-fox.png';

test('image: is upscaled and saved next to its source', OPTIONS, async t => {
  const { run, emulator, out, engine } = await openEmulatorFixture(t);
  await fs.mkdir(out);
  const source = path.join(out, 'portrait.png');
  await fs.copyFile(path.join(SAMPLES_DIR, 'portrait.png'), source);
  const task = await run({
    model: 'recraft/crisp-upscale',
    input: { image: pathToFileURL(source).href },
    saveTo: { folder: out, stem: 'portrait.upscaled' }
  });
  assert.equal(task.state, 'done', task.error?.message);
  const file = path.join(out, 'portrait.upscaled.png');
  assert.equal(task.results[0]?.path, file);
  const [before, after] = [imageSize(await fs.readFile(source)), imageSize(await fs.readFile(file))];
  assert.deepEqual([after.width, after.height], [before.width * 2, before.height * 2]);
  assert.equal(emulator.submissions.length, 1);
  assert.deepEqual(task.request, emulator.submissions[0]?.input);
  assert.equal(engine.tasks.ofFile(file)?.taskId, task.taskId);
});

test('image: is created from a prompt; its credits are stored', OPTIONS, async t => {
  const { run, emulator, files } = await openEmulatorFixture(t);
  const task = await run(image);
  assert.equal(task.state, 'done', task.error?.message);
  assert.deepEqual(await files(), [IMAGE_FILE]);
  assert.equal(task.credits, emulator.submissions[0]?.credits);
  assert.ok(task.estimate === undefined || task.estimate === task.credits);
});

test('upload: a large file is sent as a stream', OPTIONS, async t => {
  const { run, emulator, out } = await openEmulatorFixture(t);
  await fs.mkdir(out);
  const source = path.join(out, 'big.png');
  // Noise does not compress, so the file has more than a megabyte.
  const noise = new PNG({ width: 600, height: 600 });
  noise.data = randomBytes(noise.data.length);
  await fs.writeFile(source, PNG.sync.write(noise));
  const task = await run({ model: 'recraft/crisp-upscale', input: { image: pathToFileURL(source).href } });
  assert.equal(task.state, 'done', task.error?.message);
  assert.equal(emulator.requests.filter(request => request.path === '/api/file-stream-upload').length, 1);
});

test('text: is saved as a file', OPTIONS, async t => {
  const { run, out, files } = await openEmulatorFixture(t);
  const task = await run({ model: 'ai-music-api/generate-lyrics', input: { prompt: 'a quiet song' } });
  assert.equal(task.state, 'done', task.error?.message);
  const names = await files();
  assert.ok(
    names.length > 0 && names.every(name => /^ai-music-api-generate-lyrics-a-quiet-song(-2)?\.(txt|md)$/.test(name))
  );
  assert.match(await fs.readFile(path.join(out, names.at(-1) ?? ''), 'utf8'), /a quiet song/);
});

test('audio: is saved as a file', OPTIONS, async t => {
  const { run, files } = await openEmulatorFixture(t);
  const task = await run({ model: 'elevenlabs/text-to-speech-turbo-2-5', input: { text: 'Hello there' } });
  assert.equal(task.state, 'done', task.error?.message);
  assert.deepEqual(await files(), ['elevenlabs-text-to-speech-turbo-2-5-Hello-there.mp3']);
});

interface Case {
  readonly name: string;
  readonly faults: readonly Fault[];
  readonly state: Task['state'];
  readonly submissions: number;
  readonly message?: RegExp;
  readonly remedy?: string;
}

const task = (effect: Fault['effect']): readonly Fault[] => [{ call: 'task', effect }];
const create = (effect: Fault['effect'], times = 1): readonly Fault[] => [{ call: 'createTask', effect, times }];
const unknown = { state: 'unknown', submissions: 1, remedy: 'check-logs' } as const;

const CASES: readonly Case[] = [
  {
    name: 'failed task',
    faults: task({ kind: 'fail', failCode: '400', failMsg: 'No foxes here.' }),
    state: 'failed',
    submissions: 1,
    message: /No foxes here\. \(400\)/
  },
  { name: 'the answer to createTask is lost', faults: create({ kind: 'resetAfter' }), ...unknown },
  { name: 'the answer to createTask breaks off', faults: create({ kind: 'truncate' }), ...unknown },
  // The ID is complete, so the task is known.
  { name: 'the answer to createTask is no JSON', faults: create({ kind: 'malformed' }), state: 'done', submissions: 1 },
  { name: 'a gateway answers createTask', faults: create({ kind: 'html', status: 502 }), ...unknown },
  // At this speed the balance may arrive too late to explain it (see balanceUnchanged.test.ts): either remedy is valid.
  { name: 'code 500', faults: create({ kind: 'code', code: 500 }), state: 'unknown', submissions: 0 },
  { name: 'code 402', faults: create({ kind: 'code', code: 402 }), state: 'failed', submissions: 0, remedy: 'top-up' },
  { name: 'code 401', faults: create({ kind: 'code', code: 401 }), state: 'failed', submissions: 0, remedy: 'set-key' },
  {
    name: 'createTask: code 429 twice',
    faults: create({ kind: 'status', status: 429, retryAfter: 1 }, 2),
    state: 'done',
    submissions: 1
  },
  {
    name: 'createTask: temporary maintenance',
    faults: create({ kind: 'code', code: 455 }, 3),
    state: 'done',
    submissions: 1
  },
  {
    name: 'recordInfo: new task unknown at first',
    faults: task({ kind: 'notFound', polls: 3, code: 422 }),
    state: 'done',
    submissions: 1
  },
  {
    name: 'recordInfo: unknown state',
    faults: task({ kind: 'state', word: 'dreaming', polls: 3 }),
    state: 'done',
    submissions: 1
  },
  { name: 'recordInfo: late URLs', faults: task({ kind: 'noAddresses', polls: 2 }), state: 'done', submissions: 1 },
  { name: 'download: expired URLs', faults: task({ kind: 'deadResults' }), state: 'done', submissions: 1 },
  {
    name: 'recordInfo: temporary maintenance',
    faults: [{ call: 'recordInfo', effect: { kind: 'code', code: 455 }, times: 4 }],
    state: 'done',
    submissions: 1
  },
  {
    name: 'download: interrupted',
    faults: [{ call: 'download', effect: { kind: 'truncate' } }],
    state: 'done',
    submissions: 1
  },
  {
    name: 'download: web page instead of an image',
    faults: [{ call: 'download', effect: { kind: 'html' }, times: 0 }],
    state: 'uncollected',
    submissions: 1
  }
];

for (const { name, faults, state, submissions, message, remedy } of CASES) {
  test(`${name}: ${state}`, OPTIONS, async t => {
    const { run, emulator, files } = await openEmulatorFixture(t, ...faults);
    const ended = await run(image);
    assert.equal(ended.state, state, ended.error?.message);
    if (message !== undefined) assert.match(ended.error?.message ?? '', message);
    if (remedy !== undefined) assert.equal(ended.error?.remedy, remedy);
    assert.equal(emulator.submissions.length, submissions);
    assert.deepEqual(await files(), state === 'done' ? [IMAGE_FILE] : []);
    if (name === 'download: expired URLs') {
      assert.equal(emulator.requests.filter(request => request.call === 'downloadUrl').length, 1);
    }
    if (state === 'unknown') {
      assert.equal(emulator.requests.filter(request => request.call === 'createTask').length, 1);
    }
  });
}

test('createTask: is retried until KIE is reachable, and paid once', OPTIONS, async t => {
  const { engine, emulator, out } = await openEmulatorFixture(t);
  await emulator.refuse('api', true);
  const saveTo = { folder: out, template: '${prompt}' };
  const { localId } = await engine.tasks.start({ ...image, saveTo, origin: 'api' });
  await new Promise<void>(resolve => {
    const listener = engine.tasks.onDidChange(() => {
      const now = engine.tasks.get(localId);
      if (now?.state !== 'preparing' || now.error === undefined) return;
      listener.dispose();
      resolve();
    });
  });
  await emulator.refuse('api', false);
  assert.equal((await engine.tasks.waitFor(localId)).state, 'done');
  assert.equal(emulator.submissions.length, 1);
});

test('assignId: an unknown task continues with the ID from the KIE logs', OPTIONS, async t => {
  const { run, engine, emulator, files } = await openEmulatorFixture(t, ...create({ kind: 'resetAfter' }));
  const { localId } = await run(image);
  engine.tasks.assignId(localId, emulator.submissions[0]?.taskId ?? '');
  assert.equal((await engine.tasks.waitFor(localId)).state, 'done');
  assert.deepEqual(await files(), [IMAGE_FILE]);
  assert.equal(emulator.submissions.length, 1);
});

test('credits: returns the balance, or rejects a wrong key', OPTIONS, async t => {
  const { engine, emulator } = await openEmulatorFixture(t);
  assert.equal(await engine.account.credits(), emulator.credits);
  await assert.rejects(engine.account.credits('wrong'), { remedy: 'set-key' });
});
