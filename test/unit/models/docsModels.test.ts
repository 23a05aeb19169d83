import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import {
  BlockedAddressError,
  CancelledError,
  NotFoundError,
  UnreadableAnswerError
} from '../../../src/core/kie/errors.ts';
import { createDocsPages } from '../../../src/core/kie/docsPage.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import { compareIndex, docsAddress, readIndex } from '../../../src/core/models/docs/docsIndex.ts';
import { openDocsModels } from '../../../src/core/models/docs/docsModels.ts';
import type { DocsModels } from '../../../src/core/models/docs/docsModels.ts';
import { PageError } from '../../../src/core/models/docs/page.ts';
import type { EngineSettings, Logger } from '../../../src/core/ports.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import { docsIndex, docsPage, openDocsHost } from '../../emulator/docsHost.ts';
import type { DocsHost } from '../../emulator/docsHost.ts';
import { scratch } from '../kie/support.ts';
import { entryOf } from './table.ts';

const DOCS = 'https://docs.kie.ai/market/test';
const settings = (): EngineSettings => ({
  apiBaseUrl: 'http://127.0.0.1:9',
  uploadBaseUrl: 'http://127.0.0.1:9',
  proxySupport: 'off'
});
const quiet = (): undefined => undefined;
const log: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const builtIn = ['one', 'two', 'three'].map(name =>
  entryOf({ id: `test/${name}`, name, docs: `${DOCS}/${name}`, params: { prompt: { required: true, type: 'string' } } })
);
const input = (properties: object): object => ({
  type: 'object',
  required: ['prompt'],
  properties: { prompt: { type: 'string' }, ...properties }
});
const pageOf = (model: string, properties: object = {}): string =>
  docsPage({ title: model, model, input: input(properties) });

interface World {
  readonly catalog: Catalog;
  readonly host: DocsHost;
  readonly folder: string;
  readonly file: string;
  readonly open: () => Promise<DocsModels>;
}

async function world(t: TestContext, entries: readonly ModelEntry[] = builtIn): Promise<World> {
  const host = await openDocsHost();
  t.after(() => host.close());
  const folder = await scratch(t);
  const catalog = new Catalog(entries);
  const open = async (): Promise<DocsModels> => {
    const docs = await openDocsModels({ catalog, storageDir: folder, settings, log, docsBaseUrl: () => host.baseUrl });
    t.after(() => docs.dispose());
    return docs;
  };
  return { catalog, host, folder, file: path.join(folder, 'models.json'), open };
}

async function take(docs: DocsModels, text: string): Promise<ModelEntry> {
  const [proposal] = await docs.propose(text);
  assert.ok(proposal);
  await docs.save(proposal.entry);
  return proposal.entry;
}

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

describe('reading the documentation', () => {
  it('asks docs.kie.ai for the source of the page, without the key', async t => {
    const { host, open } = await world(t);
    const docs = await open();
    host.put('/market/test/one.md', pageOf('test/one'));
    for (const address of [`${DOCS}/one`, `${DOCS}/one.md`, ` ${DOCS}/one/#example `]) {
      assert.match(await docs.page(address), /^# test\/one/);
    }
    assert.deepEqual(host.requests, Array(3).fill({ path: '/market/test/one.md', authorization: undefined }));
  });

  for (const address of [
    'https://kie.ai/x',
    'http://docs.kie.ai/x',
    'https://docs.kie.ai.evil.test/x',
    'https://me@docs.kie.ai/x',
    'file:///etc/passwd',
    'x'
  ]) {
    it(`reads nothing from ${address}`, async t => {
      const { host, open } = await world(t);
      await assert.rejects((await open()).page(address), PageError);
      assert.deepEqual(host.requests, []);
    });
  }

  it('follows a page that has moved, but not to another host', async t => {
    const { host, open } = await world(t);
    const docs = await open();
    host.put('/old.md', '', 301, { location: '/new.md' });
    host.put('/new.md', 'here');
    host.put('/away.md', '', 302, { location: 'http://127.0.0.1:9/x' });
    host.put('/round.md', '', 302, { location: '/round.md' });
    assert.equal(await docs.page('https://docs.kie.ai/old'), 'here');
    await assert.rejects(docs.page('https://docs.kie.ai/away'), BlockedAddressError);
    await assert.rejects(docs.page('https://docs.kie.ai/round'), NotFoundError);
    await assert.rejects(docs.page('https://docs.kie.ai/missing'), NotFoundError);
  });

  it('ends for a page without end, one that never comes, and when the person cancels', async t => {
    const { host, open } = await world(t);
    const docs = await open();
    host.put('/huge.md', 'x'.repeat(5 * 1024 * 1024));
    await assert.rejects(docs.page('https://docs.kie.ai/huge'), UnreadableAnswerError);
    await assert.rejects(docs.page('https://docs.kie.ai/huge', AbortSignal.abort()), CancelledError);
  });

  it('takes no other stand-in than this computer', () => {
    assert.throws(() => createDocsPages({ settings, log, baseUrl: 'https://example.com' }), BlockedAddressError);
    assert.throws(() => createDocsPages({ settings, log, baseUrl: 'http://example.com' }), BlockedAddressError);
  });
});

describe('the index of the documentation', () => {
  const filler = Array.from({ length: 10 }, (_, i) => ({
    title: `Filler ${String(i)}`,
    docs: `${DOCS}/filler-${String(i)}`
  }));

  it('tells new pages and gone models, and leaves aside what is no model', async t => {
    const { host, open } = await world(t);
    host.put(
      '/llms.txt',
      docsIndex([
        ...filler,
        { title: 'One', docs: `${DOCS}/one` },
        { title: 'Two', docs: `${DOCS}/two` },
        { title: 'Two again', docs: `${DOCS}/two` },
        { title: 'Quick', docs: 'https://docs.kie.ai/market/quickstart' },
        { title: 'Callbacks', docs: 'https://docs.kie.ai/suno-api/x-callbacks' },
        { title: 'Chinese', docs: 'https://docs.kie.ai/cn/market/test/one' },
        { title: 'Chat', docs: 'https://docs.kie.ai/market/talk/x', section: 'Chat  Models > GPT' },
        { title: 'Details', docs: 'https://docs.kie.ai/4o-image-api/get-4-o-image-details' },
        { title: 'Elsewhere', docs: 'https://example.com/market/x' }
      ])
    );
    const { added, gone, listed } = await (await open()).checkIndex();
    assert.deepEqual(
      added.map(page => page.docs),
      filler.map(page => page.docs)
    );
    assert.equal(added[0]?.section, 'Video Models > Kling');
    assert.deepEqual(
      [gone, listed].map(list => list.map(entry => entry.id)),
      [['test/three'], ['test/one', 'test/two']]
    );
  });

  it('is not believed when it has another form', () => {
    for (const text of ['', '<html></html>', docsIndex(filler.slice(0, 3))]) {
      assert.throws(() => compareIndex(text, builtIn), PageError);
    }
  });

  it('says nothing of former models and of those without a page', () => {
    const entries = [entryOf({ id: 'a', status: 'retired', docs: `${DOCS}/a` }), entryOf({ id: 'b' })];
    const { gone, listed } = compareIndex(docsIndex(filler), entries);
    assert.deepEqual([gone, listed], [[], []]);
  });

  it('reads titles with brackets and odd spaces in headings', () => {
    const [page] = readIndex('- Image    Models > Wan [Wan 2.7](https://docs.kie.ai/market/wan/2-7.md): x');
    assert.deepEqual(page, {
      title: 'Wan 2.7',
      docs: 'https://docs.kie.ai/market/wan/2-7',
      section: 'Image Models > Wan'
    });
    assert.equal(docsAddress('https://docs.kie.ai/a.md?x=1#y'), 'https://docs.kie.ai/a');
  });

  it('leads to the pages that say something else', async t => {
    const { host, open } = await world(t);
    const docs = await open();
    host.put('/market/test/one.md', pageOf('test/one'));
    host.put('/market/test/two.md', pageOf('test/two', { seed: { type: 'integer' } }));
    const done: number[] = [];
    const found = await docs.checkPages(builtIn, count => void done.push(count));
    assert.deepEqual(
      [found.changed, found.unread].map(list => list.map(entry => entry.id)),
      [['test/two'], ['test/three']]
    );
    assert.deepEqual(done, [1, 2, 3]);
    await assert.rejects(docs.checkPages(builtIn, quiet, AbortSignal.abort(new Error('stop'))), /stop|Cancelled/);
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
