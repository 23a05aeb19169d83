import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { PNG } from 'pngjs';
import { openEmulatorFixture, OPTIONS, SAMPLES_DIR } from '../../../support/engine/emulatorFixture.ts';

/** A PNG of noise, which does not compress, so that it is larger than a base64 upload may be. */
function largePng(): Buffer {
  const image = new PNG({ width: 600, height: 600 });
  image.data = randomBytes(image.data.length);
  return PNG.sync.write(image);
}

const sample = (name: string): Promise<Buffer> => fs.readFile(path.join(SAMPLES_DIR, name));
const jpeg = await sample('landscape.jpg');
/** Readers skip bytes after the end of the image. */
const largeJpeg = Buffer.concat([jpeg, Buffer.alloc(1_200_000)]);

const CASES: readonly (readonly [how: 'base64' | 'stream', name: string, Buffer, extension: string, mime: string])[] = [
  ['base64', 'a png.jpg', await sample('portrait.png'), '.png', 'image/png'],
  ['base64', 'a jpeg.png', jpeg, '.jpg', 'image/jpeg'],
  ['stream', 'a png.jpg', largePng(), '.png', 'image/png'],
  ['stream', 'a jpeg.png', largeJpeg, '.jpg', 'image/jpeg']
];

for (const [how, name, content, extension, mime] of CASES) {
  test(`upload: "${name}" as ${how} has the type and extension of its content`, OPTIONS, async t => {
    const { emulator, run, out } = await openEmulatorFixture(t);
    await fs.mkdir(out);
    const file = path.join(out, name);
    await fs.writeFile(file, content);
    const task = await run({ model: 'recraft/crisp-upscale', input: { image: pathToFileURL(file).href } });
    assert.equal(task.state, 'done', task.error?.message);
    const [upload] = emulator.requests.filter(request => request.path.endsWith('-upload'));
    assert.equal(upload?.path, `/api/file-${how}-upload`);
    const body = upload.body as Readonly<Record<string, unknown>>;
    assert.equal(path.extname(String(body['fileName'])), extension);
    if (how === 'base64')
      assert.match(String(body['base64Data']), new RegExp(`^data:${mime};base64, \\d+ characters$`));
    else {
      const { fileName, ...rest } = body['file'] as Readonly<Record<string, unknown>>;
      assert.equal(path.extname(String(fileName)), extension);
      const sha256 = createHash('sha256').update(content).digest('hex');
      assert.deepEqual(rest, { mime, size: content.length, sha256 });
    }
    assert.equal(path.extname(String(task.request?.['image'])), extension);
  });
}
