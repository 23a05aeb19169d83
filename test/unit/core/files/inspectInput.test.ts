import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Drafts } from '../../../../src/core/engine/drafts.ts';
import { inspectInput } from '../../../../src/core/files/inspectInput.ts';
import { frames } from './boxesAndFrames.ts';
import { adts, asf, packets } from './streamFiles.ts';
import { builtCatalog } from '../../../support/models/testCatalog.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-inspect-'));
after(() => fs.rm(dir, { recursive: true }));
const sample = (name: string): Promise<Buffer> => fs.readFile(path.resolve('test/sample', name));
const PNG = await sample('portrait.png');
const JPEG = await sample('landscape.jpg');
const MP4 = await sample('clip.mp4');
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345\n`;
const HTML = '<html><body>Sign in</body></html>';

async function put(name: string, content: Buffer | string): Promise<string> {
  const file = path.join(dir, name);
  await fs.writeFile(file, content);
  return file;
}

const REFUSED: readonly (readonly [name: string, content: Buffer | string, problem: RegExp])[] = [
  ...['lfs.png', 'lfs.aac', 'lfs.mp4'].map(name => [name, POINTER, /Git LFS pointer.*git lfs pull/] as const),
  ['marked.png', `\ufeff${POINTER}`, /Git LFS pointer/],
  ['lines.mp4', POINTER.replaceAll('\n', '\r\n'), /Git LFS pointer/],
  ['old-lines.mp4', POINTER.replaceAll('\n', '\r'), /Git LFS pointer/],
  ['blanks.mp4', `\n  ${POINTER}`, /Git LFS pointer/],
  ['wide.mp4', Buffer.from(`\ufeff${POINTER}`, 'utf16le'), /Git LFS pointer/],
  ['early.mp4', POINTER.replace(/https.*v1/, 'http://git-media.io/v/2'), /Git LFS pointer/],
  ['next.png', POINTER.replace('v1', 'v2'), /Git LFS pointer/],
  ['first-line.png', POINTER.slice(0, POINTER.indexOf('\n')), /Git LFS pointer/],
  ['conflict.png', `<<<<<<< HEAD\n${POINTER}=======\n${POINTER}>>>>>>> main\n`, /Git LFS pointer/],
  ['photo', HTML, /web page instead of media\. Download it again/],
  ['document.png', Buffer.from('%PDF-1.4\n%\xe2\xe3', 'latin1'), /known format\. Choose another file\.$/],
  ['half.svg', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0', /truncated/],
  ...['html.aac', 'html.avi', 'html.wma', 'html.svg', 'html.ico', 'html.png'].map(
    name => [name, HTML, /web page instead of media/] as const
  ),
  ['error.mp3', '{"error":"not found"}', /text instead of media/],
  ['half.png', PNG.subarray(0, PNG.length >> 1), /truncated/],
  ['head-only.png', PNG.subarray(0, 4096), /truncated/],
  ['half.jpg', JPEG.subarray(0, JPEG.length >> 1), /truncated|not an image/i],
  ['half.mp4', MP4.subarray(0, MP4.length - 1000), /truncated/],
  ['cut.mp3', frames(60).subarray(0, -100), /truncated/],
  ['cut.aac', adts(60).subarray(0, -100), /truncated/],
  ['cut.wma', asf().subarray(0, 1500), /truncated/],
  ['cut.m2ts', packets(60).subarray(0, 5000), /truncated/],
  ['empty.png', '', /The file is empty/]
];

for (const [name, content, problem] of REFUSED) {
  test(`inspectInput: rejects ${name} with the reason`, async () => {
    assert.match((await inspectInput(await put(name, content))).problem ?? '', problem);
  });
}

test('inspectInput: names the code of a system error, not its text with a path', async () => {
  const loop = path.join(dir, 'loop.png');
  await fs.symlink(loop, loop);
  assert.equal((await inspectInput(loop)).problem, 'The file could not be read (ELOOP). Choose another file.');
});

test('inspectInput: accepts complete files, also with trailing bytes', async () => {
  for (const [name, content] of [
    ['whole.png', PNG],
    ['tail.png', Buffer.concat([PNG, Buffer.from('more')])],
    ['whole.jpg', JPEG],
    ['whole.mp4', MP4]
  ] as const) {
    assert.equal((await inspectInput(await put(name, content))).problem, undefined, name);
  }
});

test('inspectInput: rejects an image of gigabytes without an end', { skip: process.platform === 'win32' }, async () => {
  const file = await put('endless.jpg', Buffer.from('ffd8ffe0', 'hex'));
  await fs.truncate(file, 20e9);
  assert.match((await inspectInput(file)).problem ?? '', /known format\. Choose another file\.$/);
  await fs.rm(file);
});

test('inspectInput: rejects a folder and a missing file', async () => {
  assert.match((await inspectInput(dir)).problem ?? '', /^Not a regular file/);
  assert.match((await inspectInput(path.join(dir, 'none.png'))).problem ?? '', /does not exist/);
});

test(
  'inspectInput: returns at once for named pipes',
  { skip: process.platform === 'win32', timeout: 10_000 },
  async () => {
    const pipes = [1, 2, 3, 4, 5, 6].map(n => path.join(dir, `pipe${n}.png`));
    for (const pipe of pipes) execFileSync('mkfifo', [pipe]);
    for (const { problem } of await Promise.all(pipes.map(inspectInput)))
      assert.match(problem ?? '', /^Not a regular file\./);
    // The thread pool is not blocked.
    assert.equal((await inspectInput(await put('after.png', PNG))).kind, 'image');
  }
);

test('evaluate: reports a Git LFS pointer as an issue of its field', async () => {
  const image = pathToFileURL(await put('field.png', POINTER)).href;
  const { issues, input } = await new Drafts(await builtCatalog(), () => undefined).evaluate('recraft/crisp-upscale', {
    image
  });
  assert.deepEqual([issues.map(issue => issue.path), input], [['image'], undefined]);
  assert.match(issues[0]?.message ?? '', /Git LFS pointer.*git lfs pull/);
});
