import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyRefusedError, SpendingCapError } from '../../../../../src/core/http/errors/errors.ts';
import type { Services } from '../../../../../src/vscode/services.ts';
import '../../../../support/vscode/register.ts';

const { checkAndStore } = await import('../../../../../src/vscode/features/account/setApiKey.ts');

/** Checks a key for which KIE's answer about the balance is this error. Fails when the key is stored. */
const check = (error: Error, key = 'abc') =>
  checkAndStore(
    {
      engine: { get: () => Promise.resolve({ account: { credits: () => Promise.reject(error) } }) },
      key: { store: () => assert.fail('stored') }
    } as unknown as Services,
    key
  );

for (const [what, key] of Object.entries({
  'a zero-width space': 'abc\u200bdef',
  'a byte order mark': '\ufeffabcdef',
  'a Cyrillic letter': 'аbcdef',
  'a line break': 'abc\ndef',
  'a space': 'abc def',
  'an ellipsis': 'abc…',
  'a null character': 'abc\0',
  'no character': ''
})) {
  test(`API key: one with ${what} is neither sent nor stored`, async () => {
    const services = { engine: { get: () => assert.fail('sent') }, key: { store: () => assert.fail('stored') } };
    assert.equal(
      await checkAndStore(services as unknown as Services, key),
      'The key contains an invalid character. Copy it again from kie.ai/api-key.'
    );
  });
}

test('API key: one that KIE accepts is stored', async () => {
  const stored: string[] = [];
  const services = {
    engine: { get: () => Promise.resolve({ account: { credits: () => Promise.resolve(5) } }) },
    key: { store: (key: string) => stored.push(key) }
  };
  assert.equal(await checkAndStore(services as unknown as Services, 'abc-123'), undefined);
  assert.deepEqual(stored, ['abc-123']);
});

test('API key: states that KIE rejected it, without the message of the response', async () => {
  const error = new KeyRefusedError('Illegal header.', { code: 401, remedy: 'set-key', accepted: 'no' });
  assert.equal(await check(error), 'KIE rejected the API key. Check it at kie.ai/api-key.');
});

test('API key: states every other failure in its own words', async () => {
  const spent = new SpendingCapError('The key is spent.', { code: 433, remedy: 'set-key', accepted: 'no' });
  assert.equal(await check(spent), 'The key is spent.');
  assert.equal(await check(new Error('offline')), 'offline');
});
