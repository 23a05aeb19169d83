import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Catalog } from '../../../../../src/core/models/catalog.ts';
import { openDocsModels } from '../../../../../src/core/models/docs/docsModels.ts';
import {
  builtIn,
  DOCS,
  log,
  pageOf,
  settings,
  saveProposal,
  openDocsFixture
} from '../../../../support/models/docsFixture.ts';
import { entryOf } from '../../../../support/models/testCatalog.ts';

describe('entries of the user', () => {
  it('replace or extend built-in ones, survive a restart and can be removed', async t => {
    const { catalog, open } = await openDocsFixture(t);
    const docs = await open();
    let changes = 0;
    docs.onChange(() => changes++);
    await saveProposal(docs, pageOf('test/two', { seed: { type: 'integer' } }));
    await saveProposal(docs, pageOf('test/new'));
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
    const { open } = await openDocsFixture(t);
    const [first, second] = [await open(), await open()];
    await saveProposal(first, pageOf('test/a'));
    await saveProposal(second, pageOf('test/b'));
    assert.deepEqual(
      second.added().map(entry => entry.id),
      ['test/a', 'test/b']
    );
  });

  it('are updated in another window as soon as they change', async t => {
    const { open, folder } = await openDocsFixture(t);
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
    let updated = changed();
    await saveProposal(first, pageOf('test/new'));
    await updated;
    assert.deepEqual(ids(), ['test/new']);
    assert.ok(catalog.entry('test/new'));
    updated = changed();
    await saveProposal(first, pageOf('test/new', { seed: { type: 'integer' } }));
    await updated;
    assert.deepEqual(Object.keys(catalog.entry('test/new')?.params ?? {}), ['prompt', 'seed']);
    updated = changed();
    await first.remove('test/new');
    await updated;
    assert.deepEqual([ids(), catalog.entry('test/new')], [[], undefined]);
    updated = changed();
    await fs.rm(path.join(folder, 'models.json'));
    await saveProposal(first, pageOf('test/later'));
    await updated;
    assert.deepEqual(ids(), ['test/later']);
  });

  it('are stored one after the other without leftover files', async t => {
    const { open, folder } = await openDocsFixture(t);
    const docs = await open();
    await Promise.all(['a', 'b', 'c', 'd'].map(name => saveProposal(docs, pageOf(`test/${name}`))));
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
    ['truncated file', '{"version":1,"models":[{"id":', 0],
    ['unexpected shape', '{"models":{}}', 0],
    ['null', 'null', 0],
    ['entry of another format', JSON.stringify({ version: 1, models: [good, { ...good, id: 'x', colour: 'red' }] }), 1],
    [
      'rule about a missing parameter',
      JSON.stringify({ version: 1, models: [{ ...good, rules: [{ requires: { a: ['b'] } }] }] }),
      0
    ]
  ];
  for (const [what, text, left] of DAMAGE) {
    it(`damaged ones (${what}) are set aside, and valid ones are kept`, async t => {
      const { open, file } = await openDocsFixture(t);
      await fs.writeFile(file, text);
      const docs = await open();
      assert.equal(docs.added().length, left);
      assert.ok(docs.damaged);
      assert.equal(await fs.readFile(docs.damaged, 'utf8'), text);
      await saveProposal(docs, pageOf('test/new'));
      assert.equal((await open()).damaged, undefined);
    });
  }

  it('of an earlier version lose patterns that can backtrack', async t => {
    const { open, file } = await openDocsFixture(t);
    const fast = { type: 'string', pattern: '^a+$' } as const;
    const slow = { type: 'string', pattern: '(a+)+$' } as const;
    const params = {
      fast,
      slow,
      list: { type: 'array', items: slow },
      object: { properties: { slow, fast } }
    } as const;
    const texts = { oneOf: [slow, fast] } as const;
    const stored = entryOf({ id: 'test/new', params: { ...params, texts } });
    await fs.writeFile(file, JSON.stringify({ version: 1, models: [stored] }));
    const docs = await open();
    assert.equal(docs.damaged, undefined);
    assert.deepEqual(docs.added()[0]?.params, {
      fast,
      slow: { type: 'string' },
      list: { type: 'array', items: { type: 'string' } },
      object: { properties: { slow: { type: 'string' }, fast } },
      texts: { oneOf: [{ type: 'string' }, fast] }
    });
  });

  it('are rejected when the format does not allow them', async t => {
    const { open } = await openDocsFixture(t);
    const docs = await open();
    await assert.rejects(docs.save({ ...entryOf({}), id: '' }), /id/);
    assert.deepEqual(docs.added(), []);
  });
});

describe('comparison with a page', () => {
  it('lists differences, unsupported parts and the open price', async t => {
    const { open } = await openDocsFixture(t);
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
