import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { DeadAddressError } from '../../../../src/core/http/errors/errors.ts';
import { FakeKie, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const dead = new DeadAddressError('The address has expired.', { code: 403, remedy: 'retry', accepted: 'no' });

/** When the folder becomes a link. */
const TIMES = ['before the download', 'during the download'] as const;

for (const when of TIMES) {
  test(`save: keeps the result when its folder becomes a link ${when}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const outside = path.join(fixture.dir, 'outside');
    await fs.mkdir(outside);
    await fs.mkdir(fixture.out);
    const redirect = async (): Promise<void> => {
      await fs.rename(fixture.out, path.join(fixture.dir, 'moved'));
      await fs.symlink(
        when === 'before the download' ? outside : path.join(fixture.dir, 'moved'),
        fixture.out,
        'junction'
      );
    };
    kie.download = async (url, file) => {
      kie.downloads.push(url);
      if (kie.downloads.length > 1) throw dead;
      await fs.writeFile(file, PNG_IMAGE, { flag: 'wx' });
      if (when === 'during the download') await redirect();
      return { bytes: PNG_IMAGE.length };
    };
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    if (when === 'before the download') await redirect();
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual([task.state, task.error?.remedy, task.error?.code], ['uncollected', 'choose-folder', undefined]);
    assert.match(task.error?.message ?? '', /its folder is now a link to another location/);
    assert.deepEqual([await fixture.files(), await fs.readdir(outside)], [[], []]);
    const other = path.join(fixture.dir, 'elsewhere');
    window.engine.tasks.resume(localId, { folder: other, template: '${prompt}' });
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
    assert.deepEqual(await fs.readdir(other), ['a-red-fox.png']);
    assert.ok((await fs.readFile(path.join(other, 'a-red-fox.png'))).equals(PNG_IMAGE));
    assert.deepEqual(await fs.readdir(path.join(fixture.dir, 'unverified')), []);
    assert.equal(kie.downloads.length, 1);
  });
}

for (const end of ['/', '/../out', '/.'] as const) {
  test(`save: a folder that is written as out${end} is no link`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const saveTo = { folder: `${fixture.out}${end}`, template: '${prompt}' };
    const { localId } = await window.engine.tasks.start({ ...fixture.intent(), saveTo });
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
    assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
  });
}
