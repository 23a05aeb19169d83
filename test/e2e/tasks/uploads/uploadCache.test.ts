import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CallOptions } from '../../../../src/core/kie/clientTypes.ts';
import { CreditsError, InvalidRequestError } from '../../../../src/core/http/errors/errors.ts';
import type { Task } from '../../../../src/shared/task.ts';
import { openEmulatorFixture, SAMPLES_DIR } from '../../../support/engine/emulatorFixture.ts';
import { FakeKie, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';
import type { TestWindow } from '../../../support/engine/engineFixture.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const HOUR = 3_600_000;

async function image(fixture: EngineFixture, name: string, more = ''): Promise<string> {
  const file = path.join(fixture.dir, name);
  await fs.writeFile(file, Buffer.concat([PNG_IMAGE, Buffer.from(more)]));
  return pathToFileURL(file).href;
}

async function setUp(t: TestContext) {
  const kie = new FakeKie();
  kie.uploadLifetimeMs = 20 * HOUR;
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  return { kie, fixture, window };
}

async function run(fixture: EngineFixture, window: TestWindow, image: string): Promise<Task> {
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'edit', input: { image } }));
  return fixture.waitForEnd(window, localId);
}

test('upload cache: content is uploaded once while its URL surely lives', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  const a = await image(fixture, 'a.png');
  await run(fixture, window, a);
  await run(fixture, window, a);
  await run(fixture, window, await image(fixture, 'copy.png'));
  const other = await fixture.openWindow();
  await run(fixture, other, a);
  assert.equal(kie.uploads.length, 1);
  assert.deepEqual(new Set(kie.posts.map(post => post.input['image'])), new Set(['https://up.test/1']));
  await image(fixture, 'a.png', 'changed');
  await run(fixture, window, a);
  assert.equal(kie.uploads.length, 2, 'a changed file has different content');
  await run(fixture, window, await image(fixture, 'a.jpg', 'changed'));
  assert.equal(kie.uploads.length, 2, 'the type follows the content, not the name');
  await fixture.advance(18 * HOUR);
  await run(fixture, window, a);
  assert.equal(kie.uploads.length, 2);
  await fixture.advance(1.5 * HOUR);
  await run(fixture, window, a);
  assert.equal(kie.uploads.length, 3, 'it must live long enough to be downloaded');
});

test('upload cache: is separate for each upload host', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  const a = await image(fixture, 'a.png');
  await run(fixture, window, a);
  fixture.uploadBaseUrl = 'https://other.test';
  await run(fixture, window, a);
  assert.equal(kie.uploads.length, 2);
});

test('upload cache: two tasks share an upload, and stopping one keeps it', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  let go: ((url: string) => void) | undefined;
  let reportProgress: CallOptions['onProgress'];
  let ended = false;
  kie.onUpload = (_, options) => {
    options?.signal?.addEventListener('abort', () => (ended = true));
    reportProgress = options?.onProgress;
    return new Promise(resolve => (go = resolve));
  };
  const [a, b] = [await image(fixture, 'a.png'), await image(fixture, 'b.png')];
  const start = (image: string): Promise<Task> =>
    window.engine.tasks.start(fixture.intent({ model: 'edit', input: { image } }));
  const [first, second] = [await start(a), await start(b)];
  await fixture.advanceUntil(() => {
    reportProgress?.({ done: 1, total: 2 });
    return [first, second].every(({ localId }) => window.engine.tasks.get(localId)?.progress === 0.5);
  });
  window.engine.tasks.stop(first.localId);
  await fixture.advance(1_000);
  assert.equal(ended, false);
  go?.('https://up.test/shared');
  assert.equal((await fixture.waitForEnd(window, second.localId)).state, 'done');
  assert.equal(kie.uploads.length, 1);
  assert.deepEqual(
    kie.posts.map(post => post.input['image']),
    ['https://up.test/shared']
  );
});

test('upload cache: an upload ends with the last task that needs it', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  let ended = false;
  kie.onUpload = (_, options) =>
    new Promise((__, reject) => {
      options?.signal?.addEventListener('abort', () => {
        ended = true;
        reject(new Error('aborted'));
      });
    });
  const { localId } = await window.engine.tasks.start(
    fixture.intent({ model: 'edit', input: { image: await image(fixture, 'a.png') } })
  );
  await fixture.advanceUntil(() => kie.uploads.length === 1);
  window.engine.tasks.stop(localId);
  await fixture.advanceUntil(() => ended);
  kie.onUpload = () => 'https://up.test/again';
  assert.equal((await run(fixture, window, await image(fixture, 'a.png'))).state, 'done');
});

const unread = (code: number, message: string): InvalidRequestError =>
  new InvalidRequestError(message, { code, remedy: 'fix-input', accepted: 'no' });

const REFUSALS: readonly (readonly [string, Error, boolean])[] = [
  ['451', unread(451, 'KIE could not fetch the media.'), true],
  ['422 about the download', unread(422, 'Message from KIE: Failed to download image from url'), true],
  ['400 about the URL', unread(400, 'Message from KIE: The file url has expired'), true],
  ['422 about something else', unread(422, 'Message from KIE: prompt is too long'), false],
  ['402', new CreditsError('Too few.', { code: 402, remedy: 'top-up', accepted: 'no' }), false]
];

for (const [name, error, isRetried] of REFUSALS) {
  test(
    `upload cache: after ${name}, ${isRetried ? 'uploads again and retries once' : 'the task fails'}`,
    OPTIONS,
    async t => {
      const { kie, fixture, window } = await setUp(t);
      const a = await image(fixture, 'a.png');
      await run(fixture, window, a);
      kie.onCreate = n => (n === 2 ? error : `id-${n}`);
      const task = await run(fixture, window, a);
      assert.equal(task.state, isRetried ? 'done' : 'failed', task.error?.message);
      assert.deepEqual(
        kie.posts.map(post => post.input['image']),
        ['https://up.test/1', 'https://up.test/1', ...(isRetried ? ['https://up.test/2'] : [])]
      );
    }
  );
}

test('upload cache: a file that KIE can never read is uploaded again once', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  const a = await image(fixture, 'a.png');
  await run(fixture, window, a);
  kie.onCreate = () => unread(451, 'KIE could not fetch the media.');
  assert.equal((await run(fixture, window, a)).state, 'failed');
  assert.deepEqual([kie.posts.length, kie.uploads.length], [3, 2]);
  assert.equal((await run(fixture, window, a)).state, 'failed');
  assert.deepEqual([kie.posts.length, kie.uploads.length], [4, 3], 'a rejected new upload ends the task');
});

test('upload cache: an accepted task that cannot read its file is not sent again', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  const a = await image(fixture, 'a.png');
  await run(fixture, window, a);
  kie.onRecord = () => ({ state: 'fail', failCode: '500', failMsg: 'Failed to fetch the image' });
  assert.equal((await run(fixture, window, a)).state, 'failed');
  await fixture.advance(HOUR);
  assert.deepEqual([kie.posts.length, kie.uploads.length], [2, 1]);
  await run(fixture, window, a);
  assert.deepEqual([kie.posts.length, kie.uploads.length], [3, 2]);
});

/** A run with a file, and the endpoint that it is sent to. */
interface Lossy {
  readonly model: string;
  readonly name: string;
  readonly endpoint: string;
  readonly input: (file: string) => Task['input'];
}

/** Runs three times; KIE loses the upload after the first run. Returns the uploads and submissions before and after. */
async function runAfterLoss(t: TestContext, { model, name, endpoint, input }: Lossy) {
  const { emulator, run } = await openEmulatorFixture(t);
  const file = pathToFileURL(path.join(SAMPLES_DIR, name)).href;
  const uploads = () => emulator.requests.filter(request => request.path.endsWith('-upload')).length;
  const first = await run({ model, input: input(file) });
  const address = Object.values(first.request ?? {}).find(value => String(value).startsWith('http'));
  emulator.expireFile(String(address));
  const second = await run({ model, input: input(file) });
  const before = uploads();
  const sent = emulator.requests.filter(request => request.path === endpoint).length;
  const third = await run({ model, input: input(file) });
  return { first, second, third, counts: [before, sent, uploads()] };
}

test('upload cache: code 500 for a lost upload is not retried; the next run uploads', OPTIONS, async t => {
  const { first, second, third, counts } = await runAfterLoss(t, {
    model: 'recraft/crisp-upscale',
    name: 'portrait.png',
    endpoint: '/api/v1/jobs/createTask',
    input: image => ({ image })
  });
  assert.deepEqual([first.state, second.state, third.state], ['done', 'unknown', 'done'], third.error?.message);
  assert.deepEqual(counts, [1, 2, 2]);
});

test('upload cache: after an Aleph task that lost its video, the next run uploads', OPTIONS, async t => {
  const { first, second, third, counts } = await runAfterLoss(t, {
    model: '/aleph/generate',
    name: 'clip.mp4',
    endpoint: '/api/v1/aleph/generate',
    input: videoUrl => ({ prompt: 'In snow', videoUrl })
  });
  assert.deepEqual([first.state, second.state, third.state], ['done', 'failed', 'done'], third.error?.message);
  assert.deepEqual(counts, [1, 2, 2]);
});
