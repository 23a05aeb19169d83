import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BlockedAddressError,
  CancelledError,
  NotFoundError,
  UnreadableAnswerError
} from '../../../../../src/core/http/errors/errors.ts';
import { createDocsPages } from '../../../../../src/core/kie/docsPage.ts';
import { compareIndex, docsAddress, readIndex } from '../../../../../src/core/models/docs/docsIndex.ts';
import { PageError } from '../../../../../src/core/models/docs/page.ts';
import { docsIndex } from '../../../../emulator/hosts/docsHost.ts';
import { builtIn, DOCS, log, pageOf, noop, settings, openDocsFixture } from '../../../../support/models/docsFixture.ts';
import { entryOf } from '../../../../support/models/testCatalog.ts';

describe('docsPage', () => {
  it('requests the source of the page from docs.kie.ai, without the key', async t => {
    const { host, open } = await openDocsFixture(t);
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
    it(`rejects ${address}`, async t => {
      const { host, open } = await openDocsFixture(t);
      await assert.rejects((await open()).page(address), PageError);
      assert.deepEqual(host.requests, []);
    });
  }

  it('follows redirects, but not to another host', async t => {
    const { host, open } = await openDocsFixture(t);
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

  it('ends for an endless page, a missing response and a cancellation', async t => {
    const { host, open } = await openDocsFixture(t);
    const docs = await open();
    host.put('/huge.md', 'x'.repeat(5 * 1024 * 1024));
    await assert.rejects(docs.page('https://docs.kie.ai/huge'), UnreadableAnswerError);
    await assert.rejects(docs.page('https://docs.kie.ai/huge', AbortSignal.abort()), CancelledError);
  });

  it('accepts only loopback addresses as a replacement', () => {
    assert.throws(() => createDocsPages({ settings, log, baseUrl: 'https://example.com' }), BlockedAddressError);
    assert.throws(() => createDocsPages({ settings, log, baseUrl: 'http://example.com' }), BlockedAddressError);
  });
});

describe('docsIndex', () => {
  const filler = Array.from({ length: 10 }, (_, i) => ({
    title: `Filler ${String(i)}`,
    docs: `${DOCS}/filler-${String(i)}`
  }));

  it('reports new pages and missing models, and ignores other pages', async t => {
    const { host, open } = await openDocsFixture(t);
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

  it('rejects an index of another format', () => {
    for (const text of ['', '<html></html>', docsIndex(filler.slice(0, 3))]) {
      assert.throws(() => compareIndex(text, builtIn), PageError);
    }
  });

  it('ignores retired models and models without a page', () => {
    const entries = [entryOf({ id: 'a', status: 'retired', docs: `${DOCS}/a` }), entryOf({ id: 'b' })];
    const { gone, listed } = compareIndex(docsIndex(filler), entries);
    assert.deepEqual([gone, listed], [[], []]);
  });

  it('reads titles with brackets and headings with unusual spaces', () => {
    const [page] = readIndex('- Image    Models > Wan [Wan 2.7](https://docs.kie.ai/market/wan/2-7.md): x');
    assert.deepEqual(page, {
      title: 'Wan 2.7',
      docs: 'https://docs.kie.ai/market/wan/2-7',
      section: 'Image Models > Wan'
    });
    assert.equal(docsAddress('https://docs.kie.ai/a.md?x=1#y'), 'https://docs.kie.ai/a');
  });

  it('finds the pages that differ from their entries', async t => {
    const { host, open } = await openDocsFixture(t);
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
    await assert.rejects(docs.checkPages(builtIn, noop, AbortSignal.abort(new Error('stop'))), /stop|Canceled/);
  });
});
