import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { KieClient } from '../../../../../../src/core/kie/clientTypes.ts';
import { FakeKie, PNG_IMAGE, rejection } from '../../../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };

/** Files with different contents. */
async function images(fixture: EngineFixture, ...names: string[]): Promise<string[]> {
  return Promise.all(
    names.map(async name => {
      const file = path.join(fixture.dir, name);
      await fs.writeFile(file, Buffer.concat([PNG_IMAGE, Buffer.from(name)]));
      return pathToFileURL(file).href;
    })
  );
}

test('uploads: upload a file in several fields once, and no label next to it', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onUpload = n => `https://up.test/${path.basename(kie.uploads[n - 1] ?? '')}`;
  const fixture = new EngineFixture(t, kie);
  const [a = '', b = ''] = await images(fixture, 'a.png', 'b.png');
  const window = await fixture.openWindow();
  const input = { image: a, mask: a, others: [b, a], label: a };
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'edit', input }));
  const task = await fixture.waitForEnd(window, localId);
  assert.equal(task.state, 'done', task.error?.message);
  assert.deepEqual(kie.uploads.map(file => path.basename(file)).sort(), ['a.png', 'b.png']);
  const address = (name: string): string => `https://up.test/${name}`;
  assert.deepEqual(kie.posts[0]?.input, {
    image: address('a.png'),
    mask: address('a.png'),
    others: [address('b.png'), address('a.png')],
    label: a
  });
  assert.deepEqual(task.input, input, 'the input of the user is unchanged');
});

test('uploads: send valid URLs of KIE unchanged, and upload foreign ones', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const run = async (input: Record<string, unknown>): Promise<unknown> => {
    const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'edit', input }));
    const task = await fixture.waitForEnd(window, localId);
    assert.equal(task.state, 'done', task.error?.message);
    return kie.posts.at(-1)?.input;
  };
  assert.deepEqual(await run({ image: 'https://else.test/x.png' }), { image: 'https://up.test/1' });
  assert.deepEqual(kie.urlUploads, ['https://else.test/x.png']);
  assert.deepEqual(await run({ image: 'https://up.test/1' }), { image: 'https://up.test/1' });
  assert.deepEqual(await run({ image: 'https://r.test/a.png' }), { image: 'https://r.test/a.png' });
  assert.equal(kie.urlUploads.length, 1);
  await fixture.advance(24 * 3_600_000);
  assert.deepEqual(await run({ image: 'https://r.test/a.png' }), { image: 'https://up.test/2' });
  assert.deepEqual(await run({ image: 'https://up.test/1' }), { image: 'https://up.test/3' });
});

test('uploads: retry only the one of two that failed temporarily', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onUpload = n => (n === 2 ? rejection({ transient: true }) : `https://up.test/${n}`);
  const fixture = new EngineFixture(t, kie);
  const [a = '', b = ''] = await images(fixture, 'a.png', 'b.png');
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'edit', input: { image: a, mask: b } }));
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.equal(kie.uploads.length, 3);
  assert.equal(new Set(kie.uploads).size, 2);
  assert.equal(kie.posts.length, 1);
});

test('uploads: a rejected one fails the task before anything is sent', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onUpload = () => rejection({ remedy: 'fix-input' });
  const fixture = new EngineFixture(t, kie);
  const [a = ''] = await images(fixture, 'a.png');
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'edit', input: { image: a } }));
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, task.error?.remedy, kie.posts.length], ['failed', 'fix-input', 0]);
});

/** Replaces the file in one step: a file that is being written is empty for a moment. */
async function replaceByPage(file: string): Promise<void> {
  await fs.writeFile(`${file}.new`, '<!doctype html><html><body>gone</body></html>');
  await fs.rename(`${file}.new`, file);
}

for (const [title, change] of [
  ['deleted', (file: string) => fs.rm(file)],
  ['replaced by a page', replaceByPage],
  ['replaced by a folder', async (file: string) => (await fs.rm(file), fs.mkdir(file))]
] as const) {
  test(`uploads: a file that is ${title} after its first check fails the task unsent`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const [a = ''] = await images(fixture, 'a.png');
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'edit', input: { image: a } }));
    await change(path.join(fixture.dir, 'a.png'));
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual([task.state, kie.posts.length], ['failed', 0], task.error?.message);
    // The check right before submission says so when the change comes first.
    assert.match(task.error?.message ?? '', /a\.png|web page|image can't be read/);
  });
}

test('uploads: pass the hash, type and extension of the checked content', OPTIONS, async t => {
  const kie = new FakeKie();
  const seen: unknown[] = [];
  kie.onUpload = (_, options) => {
    const { sha256, mime, extension }: NonNullable<Parameters<KieClient['uploadFile']>[1]> = options ?? {};
    seen.push({ sha256, mime, extension });
    return 'https://up.test/1';
  };
  const fixture = new EngineFixture(t, kie);
  const [image = ''] = await images(fixture, 'a.jpg');
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'edit', input: { image } }));
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  const content = await fs.readFile(path.join(fixture.dir, 'a.jpg'));
  const sha256 = createHash('sha256').update(content).digest('hex');
  assert.deepEqual(seen, [{ sha256, mime: 'image/png', extension: '.png' }]);
});
