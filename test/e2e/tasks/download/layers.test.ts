import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { imageSize } from 'image-size';
import { OPTIONS, openEmulatorFixture, SAMPLES_DIR } from '../../../support/engine/emulatorFixture.ts';

test('layers: their positions are in a JSON file beside the images', OPTIONS, async t => {
  const { engine, run, out, files } = await openEmulatorFixture(t);
  const image = pathToFileURL(path.join(SAMPLES_DIR, 'portrait.png')).href;
  const task = await run({
    model: 'seedream/5-pro-layer-decomposition',
    input: { image_url: image },
    saveTo: { folder: out, stem: 'portrait.layers' }
  });
  assert.equal(task.state, 'done', task.error?.message);
  assert.deepEqual(await files(), ['portrait.layers-2.png', 'portrait.layers-data.json', 'portrait.layers.jpg']);
  const read = (name: string): Promise<Buffer> => fs.readFile(path.join(out, name));
  const layer = imageSize(await read('portrait.layers-2.png'));
  const data = JSON.parse((await read('portrait.layers-data.json')).toString('utf8')) as {
    readonly layers_data: readonly Readonly<Record<string, unknown>>[];
  };
  assert.deepEqual(
    data.layers_data.map(({ z_index, name }) => [z_index, name]),
    [
      [0, undefined],
      [1, 'Subject']
    ]
  );
  assert.equal(data.layers_data[1]?.['size'], `${layer.width}x${layer.height}`);
  assert.deepEqual(data.layers_data[1]['bounding_box'], {
    absolute: [160, 200, 640, 800],
    normalized: [250, 250, 999, 999]
  });
  assert.equal(engine.tasks.ofFile(path.join(out, 'portrait.layers-data.json'))?.taskId, task.taskId);
});
