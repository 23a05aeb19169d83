import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enteredUris, urisOf } from '../../../../../webview/generate/model/mediaAddresses.ts';

const dropped = (types: Readonly<Record<string, string>>): readonly string[] =>
  urisOf({ getData: (type: string) => types[type] ?? '' });

test('entered addresses: full paths become file URIs, one in a line', () => {
  const cases = [
    ['/project/my photo #1.png', ['file:///project/my%20photo%20%231.png']],
    ['"C:\\Users\\me\\100%.png"\r\nd:/b.png', ['file:///C:/Users/me/100%25.png', 'file:///d:/b.png']],
    ['\\\\server\\share\\a.png', ['file://server/share/a.png']],
    ['/project/картина.png', ['file:///project/%D0%BA%D0%B0%D1%80%D1%82%D0%B8%D0%BD%D0%B0.png']]
  ] as const;
  for (const [text, uris] of cases) assert.deepEqual(enteredUris(text), uris, text);
});

test('entered addresses: URLs are separated by spaces, and other text is none', () => {
  assert.deepEqual(enteredUris(' https://a.test/1.png\n asset://id'), ['https://a.test/1.png', 'asset://id']);
  for (const text of ['images/a.png', '~/a.png', 'a boat', 'https://a.test/1.png and more'])
    assert.equal(enteredUris(text), undefined, text);
});

test('dropped addresses: plain text counts only as URLs or paths', () => {
  assert.deepEqual(dropped({ 'text/plain': '/project/a.png' }), ['file:///project/a.png']);
  assert.deepEqual(dropped({ 'text/plain': 'https://a.test/a.png' }), ['https://a.test/a.png']);
  for (const text of ['', 'mailto:me', 'a boat', '// a comment']) assert.deepEqual(dropped({ 'text/plain': text }), []);
  assert.deepEqual(dropped({ 'text/uri-list': '# one\r\nfile:///a.png', 'text/plain': '/b.png' }), ['file:///a.png']);
});
