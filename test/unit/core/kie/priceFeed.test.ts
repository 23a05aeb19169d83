import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable } from '../../../emulator/catalogData.ts';
import { startEmulator } from '../../../emulator/emulator.ts';
import { closedPort, startServer } from '../../../support/http/faultCalls.ts';
import { KEY, clientFor } from '../../../support/http/testClient.ts';

test('readPriceFeed: reads all pages without the key', async t => {
  const emulator = await startEmulator({ key: KEY });
  t.after(() => emulator.stop());
  const { client } = clientFor(t, emulator.apiBaseUrl);
  const rows = await client.priceFeed();
  const expected = [...readTable().values()].reduce((sum, entry) => sum + (entry.price?.length ?? 0), 0);
  assert.equal(rows?.length, expected);
  assert.ok(rows.every(row => row.model !== undefined));
  const asked = emulator.requests.filter(request => request.call === 'prices');
  assert.equal(asked.length, 1 + Math.ceil(expected / 100));
  assert.ok(asked.every(request => request.key === 'none' && request.headers['authorization'] === undefined));
});

const page = (records: unknown): string => JSON.stringify({ code: 200, data: { records } });
const row = {
  modelDescription: 'seedream 4.5, text-to-image',
  interfaceType: 'image',
  creditPrice: '6.5',
  creditUnit: ' per image',
  usdPrice: '0.0325',
  anchor: 'https://kie.ai/seedream?model=seedream%2F4.5-text-to-image',
  discountPrice: false
};
const understood = {
  description: 'seedream 4.5, text-to-image',
  model: 'seedream/4.5-text-to-image',
  credits: 6.5,
  unit: 'per image',
  usd: 0.0325
};

const ANSWERS: readonly (readonly [string, string, unknown])[] = [
  ['a documented row', page([row]), [understood]],
  ['numbers instead of texts', page([{ ...row, creditPrice: 6.5, usdPrice: 0.0325 }]), [understood]],
  ['rows that are none', page([null, 5, [], {}, { modelDescription: 7 }, row]), [understood]],
  [
    'an anchor without a model, prices that are no plain figures',
    page([{ ...row, anchor: 'https://kie.ai/seedance', creditPrice: '4-8', usdPrice: '', creditUnit: null }]),
    [{ description: understood.description }]
  ],
  ['an anchor that is no address', page([{ ...row, anchor: 'https://[' }]), [{ ...understood, model: undefined }]],
  ['a negative price', page([{ ...row, creditPrice: -1 }]), [{ ...understood, credits: undefined }]],
  ['rows whose prices are of another shape', page([{ ...row, creditPrice: { from: 6.5 } }]), undefined],
  ['rows whose addresses are of another shape', page([{ ...row, anchor: [row.anchor] }]), undefined],
  ['no rows', page([]), undefined],
  ['another shape', JSON.stringify({ code: 200, data: [row] }), undefined],
  ['an error', JSON.stringify({ code: 404, msg: 'Not found' }), undefined],
  ['a web page', '<h1>Welcome</h1>', undefined],
  ['too much', page([{ ...row, more: 'x'.repeat(2_000_000) }]), undefined]
];

for (const [what, answer, expected] of ANSWERS) {
  test(`readPriceFeed: ${what}`, async t => {
    const { base, heads } = await startServer(t, (response, request) =>
      request.url?.endsWith('/count') === true ? response.writeHead(404).end() : response.end(answer)
    );
    const { client, lines } = clientFor(t, base);
    const rows = await client.priceFeed();
    assert.deepEqual(
      rows,
      Array.isArray(expected) ? expected.map(each => JSON.parse(JSON.stringify(each)) as unknown) : expected
    );
    if (expected === undefined) assert.equal(lines.filter(line => line.includes('price list')).length, 1);
    assert.ok(!heads.join().includes(KEY));
  });
}

test('readPriceFeed: returns nothing when a page is missing', async t => {
  let pages = 0;
  const { base } = await startServer(t, (response, request) => {
    if (request.url?.endsWith('/count') === true) response.end('{"code":200,"data":{"all":150}}');
    else response.end(pages++ === 0 ? page(Array.from({ length: 100 }, () => row)) : '{"code":500}');
  });
  assert.equal(await clientFor(t, base).client.priceFeed(), undefined);
});

test('readPriceFeed: reads a bounded number of pages', async t => {
  const { base, hits } = await startServer(t, response => response.end(page(Array.from({ length: 100 }, () => row))));
  assert.ok((await clientFor(t, base).client.priceFeed())!.length > 0);
  assert.ok(hits() <= 21);
});

test('readPriceFeed: returns nothing offline and throws only the signal', async t => {
  const { client } = clientFor(t, `http://127.0.0.1:${await closedPort()}`);
  assert.equal(await client.priceFeed(), undefined);
  await assert.rejects(client.priceFeed({ signal: AbortSignal.abort(new Error('enough')) }), { message: 'enough' });
});
