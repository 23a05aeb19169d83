import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CallOptions } from '../../../src/core/kie/clientTypes.ts';
import { CreditsError, InvalidRequestError } from '../../../src/core/http/errors/errors.ts';
import { isMediaFailure, isMediaRejection } from '../../../src/core/tasks/run/submit/unreadableMedia.ts';
import type { Task } from '../../../src/shared/task.ts';
import { FakeKie, PICTURE } from '../../support/engine/fakeKie.ts';
import type { Window } from '../../support/engine/world.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const HOUR = 3_600_000;

async function picture(world: World, name: string, more = ''): Promise<string> {
  const file = path.join(world.dir, name);
  await fs.writeFile(file, Buffer.concat([PICTURE, Buffer.from(more)]));
  return pathToFileURL(file).href;
}

async function setUp(t: TestContext) {
  const kie = new FakeKie();
  kie.uploadLife = 20 * HOUR;
  const world = new World(t, kie);
  const window = await world.open();
  return { kie, world, window };
}

async function run(world: World, window: Window, image: string): Promise<Task> {
  const { localId } = await window.engine.tasks.start(world.intent({ model: 'edit', input: { image } }));
  return world.ends(window, localId);
}

test('a content travels once for as long as it surely lies at KIE, whatever its name and window', OPTIONS, async t => {
  const { kie, world, window } = await setUp(t);
  const a = await picture(world, 'a.png');
  await run(world, window, a);
  await run(world, window, a);
  await run(world, window, await picture(world, 'copy.png'));
  const other = await world.open();
  await run(world, other, a);
  assert.equal(kie.uploads.length, 1);
  assert.deepEqual(new Set(kie.posts.map(post => post.input['image'])), new Set(['https://up.test/1']));
  await picture(world, 'a.png', 'changed');
  await run(world, window, a);
  assert.equal(kie.uploads.length, 2, 'a file that changed is another content');
  await run(world, window, await picture(world, 'a.jpg', 'changed'));
  assert.equal(kie.uploads.length, 2, 'its type follows the content, not the name');
  await world.pass(18 * HOUR);
  await run(world, window, a);
  assert.equal(kie.uploads.length, 2);
  await world.pass(1.5 * HOUR);
  await run(world, window, a);
  assert.equal(kie.uploads.length, 3, 'it must live long enough to be fetched');
});

test('another upload host has files of its own', OPTIONS, async t => {
  const { kie, world, window } = await setUp(t);
  const a = await picture(world, 'a.png');
  await run(world, window, a);
  world.uploadBaseUrl = 'https://other.test';
  await run(world, window, a);
  assert.equal(kie.uploads.length, 2);
});

test(
  'two tasks that need a content at once upload it once, and stopping one leaves it to the other',
  OPTIONS,
  async t => {
    const { kie, world, window } = await setUp(t);
    let go: ((url: string) => void) | undefined;
    let tell: CallOptions['onProgress'];
    let ended = false;
    kie.onUpload = (_, options) => {
      options?.signal?.addEventListener('abort', () => (ended = true));
      tell = options?.onProgress;
      return new Promise(resolve => (go = resolve));
    };
    const [a, b] = [await picture(world, 'a.png'), await picture(world, 'b.png')];
    const start = (image: string): Promise<Task> =>
      window.engine.tasks.start(world.intent({ model: 'edit', input: { image } }));
    const [first, second] = [await start(a), await start(b)];
    await world.until(() => {
      tell?.({ done: 1, total: 2 });
      return [first, second].every(({ localId }) => window.engine.tasks.get(localId)?.progress === 0.5);
    });
    window.engine.tasks.stop(first.localId);
    await world.pass(1_000);
    assert.equal(ended, false);
    go?.('https://up.test/shared');
    assert.equal((await world.ends(window, second.localId)).state, 'done');
    assert.equal(kie.uploads.length, 1);
    assert.deepEqual(
      kie.posts.map(post => post.input['image']),
      ['https://up.test/shared']
    );
  }
);

test('when the last one who needs an upload is stopped, it ends', OPTIONS, async t => {
  const { kie, world, window } = await setUp(t);
  let ended = false;
  kie.onUpload = (_, options) =>
    new Promise((__, reject) => {
      options?.signal?.addEventListener('abort', () => {
        ended = true;
        reject(new Error('aborted'));
      });
    });
  const { localId } = await window.engine.tasks.start(
    world.intent({ model: 'edit', input: { image: await picture(world, 'a.png') } })
  );
  await world.until(() => kie.uploads.length === 1);
  window.engine.tasks.stop(localId);
  await world.until(() => ended);
  kie.onUpload = () => 'https://up.test/again';
  assert.equal((await run(world, window, await picture(world, 'a.png'))).state, 'done');
});

const unread = (code: number, message: string): InvalidRequestError =>
  new InvalidRequestError(message, { code, remedy: 'fix-input', accepted: 'no' });

const REFUSALS: readonly (readonly [string, Error, boolean])[] = [
  ['451', unread(451, 'KIE could not fetch the media.'), true],
  ['422 with words', unread(422, 'Message from KIE: Failed to download image from url'), true],
  ['400 with words', unread(400, 'Message from KIE: The file url has expired'), true],
  ['422 about something else', unread(422, 'Message from KIE: prompt is too long'), false],
  ['402', new CreditsError('Too few.', { code: 402, remedy: 'top-up', accepted: 'no' }), false]
];

for (const [name, error, anew] of REFUSALS) {
  test(
    `${name} for a file that lay there already: ${anew ? 'one fresh upload and one more try' : 'that is the end'}`,
    OPTIONS,
    async t => {
      const { kie, world, window } = await setUp(t);
      const a = await picture(world, 'a.png');
      await run(world, window, a);
      kie.onCreate = n => (n === 2 ? error : `id-${n}`);
      const task = await run(world, window, a);
      assert.equal(task.state, anew ? 'done' : 'failed', task.error?.message);
      assert.deepEqual(
        kie.posts.map(post => post.input['image']),
        ['https://up.test/1', 'https://up.test/1', ...(anew ? ['https://up.test/2'] : [])]
      );
    }
  );
}

test(
  'a file that KIE never can read is uploaded anew once, not for ever, and not used for the next task',
  OPTIONS,
  async t => {
    const { kie, world, window } = await setUp(t);
    const a = await picture(world, 'a.png');
    await run(world, window, a);
    kie.onCreate = () => unread(451, 'KIE could not fetch the media.');
    assert.equal((await run(world, window, a)).state, 'failed');
    assert.deepEqual([kie.posts.length, kie.uploads.length], [3, 2]);
    assert.equal((await run(world, window, a)).state, 'failed');
    assert.deepEqual([kie.posts.length, kie.uploads.length], [4, 3], 'a fresh one that is refused is the end');
  }
);

test(
  'a task that was accepted and then could not read its file is not sent again; only the next one uploads anew',
  OPTIONS,
  async t => {
    const { kie, world, window } = await setUp(t);
    const a = await picture(world, 'a.png');
    await run(world, window, a);
    kie.onRecord = () => ({ state: 'fail', failCode: '500', failMsg: 'Failed to fetch the image' });
    assert.equal((await run(world, window, a)).state, 'failed');
    await world.pass(HOUR);
    assert.deepEqual([kie.posts.length, kie.uploads.length], [2, 1]);
    await run(world, window, a);
    assert.deepEqual([kie.posts.length, kie.uploads.length], [3, 2]);
  }
);

const WORDS: readonly (readonly [string, boolean])[] = [
  ['Failed to fetch the image', true],
  ['Unable to access the video URL you provided', true],
  ["Your image couldn't be accessed; the image url is not accessible", true],
  ['image_url could not be downloaded', true],
  ['The file does not exist', true],
  ['File not found', true],
  ['The url has expired', true],
  ['The image is too small', false],
  ['The prompt violates our policy', false],
  ['Internal error, please try again', false],
  ['failed to generate', false]
];

for (const [said, expected] of WORDS) {
  test(`"${said}" ${expected ? 'is' : 'is not'} about a file that cannot be read`, () => {
    assert.equal(isMediaFailure('500', said), expected);
    assert.equal(isMediaRejection('422', said), expected);
    assert.equal(isMediaRejection('500', said), false, 'a code that may have been accepted never leads to another try');
  });
}
