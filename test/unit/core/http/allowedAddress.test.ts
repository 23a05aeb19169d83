import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAllowed, assertNotPrivate } from '../../../../src/core/http/allowedAddress.ts';

const KIE = ['https://api.kie.ai', 'https://kieai.redpandaai.co'];
const INWARD = [
  'localhost',
  'a.localhost',
  'localhost.',
  '127.0.0.1',
  '2130706433',
  '0x7f.1',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:0.0.0.0]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fd00::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[64:ff9b:1::7f00:1]',
  '[2001:0:7f00:1::]',
  '[100::1]',
  '192.0.2.1',
  'printer.local',
  'router.lan',
  'nas.home.arpa',
  'intranet',
  'kubernetes.default.svc',
  'metadata.google.internal'
];

for (const host of INWARD) {
  test(`assertNotPrivate: rejects ${host}`, () => {
    const url = new URL(`https://${host}/a.png`);
    assert.throws(() => assertNotPrivate(url, KIE), { name: 'BlockedAddressError' });
  });
}

for (const host of ['tempfile.aiquickdraw.com', '8.8.8.8', '172.32.0.1', '192.169.0.1', '[2606:4700::1111]']) {
  test(`assertNotPrivate: allows ${host}`, () => assertNotPrivate(new URL(`https://${host}/a.png`), KIE));
}

test('assertNotPrivate: allows the host of KIE itself', () => {
  assertNotPrivate(new URL('http://127.0.0.1:81/a'), ['http://localhost:80']);
  assertNotPrivate(new URL('https://10.0.0.5/a'), ['https://10.0.0.5']);
  assert.throws(() => assertNotPrivate(new URL('https://10.0.0.6/a'), ['https://10.0.0.5']));
  assert.throws(() => assertNotPrivate(new URL('https://10.0.0.6/a'), ['http://127.0.0.1']));
});

test('assertAllowed: allows http to loopback only', () => {
  assertAllowed(new URL('http://[::1]:80/a'));
  for (const url of ['http://r.test/a', 'http://10.0.0.1/a', 'http://0.0.0.0/a', 'ftp://localhost/a', 'file:///a']) {
    assert.throws(() => assertAllowed(new URL(url)), { name: 'BlockedAddressError' }, url);
  }
});
