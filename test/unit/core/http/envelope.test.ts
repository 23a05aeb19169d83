import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { serverText, withoutSecrets } from '../../../../src/core/http/redact.ts';
import { KEY as HOSTILE_KEY, openHostileKie } from '../../../e2e/security/hostileKie.ts';
import { clientFor, KEY, serve } from '../../../support/http/testClient.ts';

const OPTIONS = { timeout: 60_000 };
const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');
/** Spellings of a key in JSON and URLs. */
const SPELLINGS: readonly (readonly [string, (key: string) => string])[] = [
  ['as it is', key => key],
  ['its first character escaped', key => `\\u${hex(key[0] ?? '')}${key.slice(1)}`],
  ['all escaped', key => Array.from(key, each => `\\u${hex(each)}`).join('')],
  ['all escaped, in capitals', key => Array.from(key, each => `\\u${hex(each).toUpperCase()}`).join('')],
  ['escaped JSON in JSON', key => Array.from(key, each => `\\\\u${hex(each)}`).join('')],
  ['escaped slashes', key => key.replaceAll('/', '\\/')],
  ['percent signs', key => Array.from(key, each => `%${hex(each).slice(2)}`).join('')]
];

for (const [name, spell] of SPELLINGS) {
  test(`readEnvelope: removes the key from a response (${name})`, OPTIONS, async t => {
    const spelled = spell(HOSTILE_KEY);
    assert.doesNotMatch(withoutSecrets(`x ${spelled} y`, HOSTILE_KEY), /hostile|u006b|%6b/i);
    const body = `{"code":422,"msg":"no: ${spelled}","data":null}`;
    const base = await serve(t, (_, response) => void response.end(body));
    const { client } = clientFor(t, base, { proxySupport: 'off' }, { apiKey: () => Promise.resolve(HOSTILE_KEY) });
    let output = '';
    await client
      .createTask({ model: 'm', input: {} })
      .catch((error: unknown) => (output = inspect(error, { depth: 5 })));
    assert.match(output, /no: \*\*\*/);
    assert.ok(!output.includes(HOSTILE_KEY));
  });
}

test('engine: a key in a failure message reaches neither ledger nor log', OPTIONS, async t => {
  const [, all] = SPELLINGS[2] ?? [];
  const failMsg = JSON.parse(`"no: ${all?.(HOSTILE_KEY) ?? ''}"`) as string;
  const kie = await openHostileKie(t, { record: () => ({ state: 'fail', failCode: '500', failMsg }) });
  const task = await kie.run();
  assert.equal(task.state, 'failed');
  assert.match(task.error?.message ?? '', /no: \*\*\*/);
  assert.ok(!JSON.stringify([kie.engine.tasks.list(), kie.log]).includes(HOSTILE_KEY));
});

/** Error pages of 2 MB that caused quadratic time in a pattern of an earlier version. */
const PAGES: readonly (readonly [string, string])[] = [
  ['opening brackets', '<'.repeat(2_000_000)],
  ['backslashes', '\\'.repeat(2_000_000)],
  ['escapes', '\\u0073'.repeat(330_000)],
  ['id fields', '{"taskId": '.repeat(180_000)],
  ['quotes', '"'.repeat(2_000_000)]
];

for (const [name, page] of PAGES) {
  test(`readEnvelope: reads 2 MB of ${name} in linear time`, OPTIONS, async t => {
    const base = await serve(t, (_, response) => {
      response.statusCode = 502;
      response.end(page);
    });
    const { client } = clientFor(t, base);
    const began = process.cpuUsage();
    await assert.rejects(client.createTask({ model: 'm', input: {} }), { accepted: 'perhaps' });
    await assert.rejects(client.recordInfo('t'), { accepted: 'no' });
    assert.ok(process.cpuUsage(began).user < 10_000_000);
    assert.ok(serverText(page, KEY).length <= 300);
  });
}
