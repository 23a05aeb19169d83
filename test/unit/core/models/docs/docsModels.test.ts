import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Catalog } from '../../../../../src/core/models/catalog.ts';
import { openDocsModels } from '../../../../../src/core/models/docs/docsModels.ts';
import { builtIn, DOCS, log, pageOf, settings, take, world } from '../../../../support/models/docsWorld.ts';
import { entryOf } from '../../../../support/models/table.ts';

describe("the person's entries", () => {
  it('stand over built-in ones and beside them, are marked, outlive a restart and can be removed', async t => {
    const { catalog, open } = await world(t);
    const docs = await open();
    let changes = 0;
    docs.onChange(() => changes++);
    await take(docs, pageOf('test/two', { seed: { type: 'integer' } }));
    await take(docs, pageOf('test/new'));
    const marks = () => catalog.summaries().map(({ id, user }) => `${id}${user ? '*' : ''}`);
    assert.deepEqual(marks(), ['test/one', 'test/two*', 'test/three', 'test/new*']);
    assert.deepEqual(Object.keys(catalog.entry('test/two')?.params ?? {}), ['prompt', 'seed']);
    assert.equal(changes, 2);

    catalog.useEntries([]);
    const again = await open();
    assert.deepEqual(marks(), ['test/one', 'test/two*', 'test/three', 'test/new*']);
    assert.deepEqual(
      [again.damaged, again.isBuiltIn('test/two'), again.isBuiltIn('test/new')],
      [undefined, true, false]
    );
    await again.remove('test/two');
    await again.remove('test/new');
    assert.deepEqual(marks(), ['test/one', 'test/two', 'test/three']);
    assert.deepEqual(Object.keys(catalog.entry('test/two')?.params ?? {}), ['prompt']);
  });

  it('of two windows do not overwrite each other', async t => {
    const { open } = await world(t);
    const [first, second] = [await open(), await open()];
    await take(first, pageOf('test/a'));
    await take(second, pageOf('test/b'));
    assert.deepEqual(
      second.added().map(entry => entry.id),
      ['test/a', 'test/b']
    );
  });

  it('show in another window as soon as they change', async t => {
    const { open, folder } = await world(t);
    const first = await open();
    const catalog = new Catalog(builtIn);
    const other = await openDocsModels({ catalog, storageDir: folder, settings, log });
    t.after(() => other.dispose());
    const changed = (): Promise<void> =>
      new Promise(resolve => {
        const listening = other.onChange(() => {
          listening.dispose();
          resolve();
        });
      });
    const ids = (): readonly string[] => other.added().map(entry => entry.id);
    let told = changed();
    await take(first, pageOf('test/new'));
    await told;
    assert.deepEqual(ids(), ['test/new']);
    assert.ok(catalog.entry('test/new'));
    told = changed();
    await take(first, pageOf('test/new', { seed: { type: 'integer' } }));
    await told;
    assert.deepEqual(Object.keys(catalog.entry('test/new')?.params ?? {}), ['prompt', 'seed']);
    told = changed();
    await first.remove('test/new');
    await told;
    assert.deepEqual([ids(), catalog.entry('test/new')], [[], undefined]);
    told = changed();
    await fs.rm(path.join(folder, 'models.json'));
    await take(first, pageOf('test/later'));
    await told;
    assert.deepEqual(ids(), ['test/later']);
  });

  it('are stored one after the other, and leave no drafts behind', async t => {
    const { open, folder } = await world(t);
    const docs = await open();
    await Promise.all(['a', 'b', 'c', 'd'].map(name => take(docs, pageOf(`test/${name}`))));
    assert.deepEqual(
      docs
        .added()
        .map(entry => entry.id)
        .sort(),
      ['test/a', 'test/b', 'test/c', 'test/d']
    );
    assert.deepEqual(await fs.readdir(folder), ['models.json']);
  });

  const good = builtIn[0];
  const DAMAGE: readonly (readonly [string, string, number])[] = [
    ['half a file', '{"version":1,"models":[{"id":', 0],
    ['another shape', '{"models":{}}', 0],
    ['null', 'null', 0],
    [
      'an entry of another format',
      JSON.stringify({ version: 1, models: [good, { ...good, id: 'x', colour: 'red' }] }),
      1
    ],
    [
      'a rule about nothing',
      JSON.stringify({ version: 1, models: [{ ...good, rules: [{ requires: { a: ['b'] } }] }] }),
      0
    ]
  ];
  for (const [what, text, left] of DAMAGE) {
    it(`that are damaged (${what}) are set aside, and what is whole stays`, async t => {
      const { open, file } = await world(t);
      await fs.writeFile(file, text);
      const docs = await open();
      assert.equal(docs.added().length, left);
      assert.ok(docs.damaged);
      assert.equal(await fs.readFile(docs.damaged, 'utf8'), text);
      await take(docs, pageOf('test/new'));
      assert.equal((await open()).damaged, undefined);
    });
  }

  it('are refused when the format cannot hold them', async t => {
    const { open } = await world(t);
    const docs = await open();
    await assert.rejects(docs.save({ ...entryOf({}), id: '' }), /id/);
    assert.deepEqual(docs.added(), []);
  });
});

describe('what is shown of a page', () => {
  it('names differences, parts left out and the open price', async t => {
    const { open } = await world(t);
    const docs = await open();
    const [proposal] = await docs.propose(
      pageOf('test/one', { x: { type: 'object', patternProperties: {} } }),
      `${DOCS}/one.md`
    );
    assert.ok(proposal);
    assert.equal(proposal.entry.docs, `${DOCS}/one`);
    const { before, after } = await docs.compare(proposal);
    assert.match(before, /^id: test\/one$/m);
    assert.match(after, /^# .*input\.x\.patternProperties/m);
    assert.match(after, /^ {2}x:$/m);
    assert.doesNotMatch(before, /^ {2}x:$/m);
  });
});
