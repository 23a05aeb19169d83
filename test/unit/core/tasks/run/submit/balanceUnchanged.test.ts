import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InterruptedError, KieError, ServerError } from '../../../../../../src/core/http/errors/errors.ts';
import type { KieErrorOptions } from '../../../../../../src/core/http/errors/errors.ts';
import { isLikelyNotAccepted } from '../../../../../../src/shared/task.ts';
import { clientFor, serve } from '../../../../../support/http/testClient.ts';
import { FakeKie, hangUntilAborted } from '../../../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };

/** The live API's answer to a missing or wrong field. */
const live = (options: Partial<KieErrorOptions> = {}): ServerError =>
  new ServerError('KIE had a problem (code 500).', {
    code: 500,
    remedy: 'check-logs',
    accepted: 'perhaps',
    envelope: 'empty',
    reason: 'This field is required',
    ...options
  });

interface Case {
  readonly name: string;
  readonly error?: Error;
  /** Credits by the time since createTask was sent, in milliseconds. */
  readonly credits?: (ms: number) => number | Error | Promise<number>;
  readonly model?: string;
  readonly likely: boolean;
}

const lost = new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' });
const trouble = new KieError('No.', { remedy: 'retry', accepted: 'no' });
const CASES: readonly Case[] = [
  { name: 'the balance stays', likely: true },
  { name: 'the balance falls at once', credits: () => 3, likely: false },
  { name: 'the balance falls after 4 s', credits: ms => (ms < 4_000 ? 7 : 3), likely: false },
  { name: 'the balance rises', credits: () => 9, likely: false },
  { name: 'the balance cannot be read', credits: () => trouble, likely: false },
  { name: 'the balance never comes', credits: () => hangUntilAborted(), likely: false },
  { name: 'the answer has data', error: live({ envelope: 'data' }), likely: false },
  { name: 'the answer is a page', error: live({ envelope: undefined }), likely: false },
  { name: 'another code', error: live({ code: 408 }), likely: false },
  { name: 'no answer', error: lost, likely: false }
];

for (const { name, error = live(), credits = () => 7, likely } of CASES) {
  test(`code 500 without data: ${name} → ${likely ? 'most likely not accepted' : 'unknown'}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    let sentAt: number | undefined;
    kie.onCredits = () => (sentAt === undefined ? 7 : credits(fixture.now - sentAt));
    kie.onCreate = () => {
      sentAt = fixture.now;
      return error;
    };
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    const task = await fixture.waitForEnd(window, localId);
    assert.equal(task.state, 'unknown');
    assert.ok(fixture.now - (sentAt ?? 0) <= 10_000, 'the result is known within seconds');
    assert.deepEqual([isLikelyNotAccepted(task), task.error?.remedy], [likely, likely ? 'retry' : 'check-logs']);
    const words = /balance did not change: .*most likely not accepted.*This field is required/;
    if (likely) assert.match(task.error?.message ?? '', words);
    else assert.doesNotMatch(task.error?.message ?? '', /most likely/);
    await fixture.advance(600_000);
    assert.equal(kie.posts.length, 1, 'nothing is sent again automatically');
    kie.onCreate = () => 'id-2';
    const again = await window.engine.tasks.runAgain(localId, { kind: 'unknown', parts: [] });
    assert.deepEqual([(await fixture.waitForEnd(window, again.localId)).state, again.retryOf], ['done', localId]);
  });
}

test('code 500 without data: an unknown balance before it proves nothing', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  kie.onCredits = () => (kie.posts.length === 0 ? trouble : 7);
  kie.onCreate = () => live();
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForEnd(window, localId)).error?.remedy, 'check-logs');
});

test('code 500 without data: a window that closes or crashes leaves it unknown', OPTIONS, async t => {
  for (const end of ['closes', 'dies'] as const) {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    kie.onCreate = () => live();
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    await fixture.advanceUntil(() => kie.posts.length === 1);
    if (end === 'dies') window.crash();
    else window.engine.dispose();
    const next = await fixture.openWindow();
    next.engine.resumeAll();
    await fixture.advance(120_000);
    assert.deepEqual([next.engine.tasks.get(localId)?.state, kie.posts.length], ['unknown', 1], end);
  }
});

test('createTask: code 500 shows whether it is an envelope of KIE with data', async t => {
  const answers: readonly (readonly [string, KieError['envelope'], string | undefined])[] = [
    ['{"code":500,"msg":"This field is required","data":null}', 'empty', 'This field is required'],
    ['{"code":500,"msg":"Odd","data":{"step":2}}', 'data', 'Odd'],
    ['<h1>Internal error</h1>', undefined, 'Internal error']
  ];
  for (const [body, envelope, reason] of answers) {
    const base = await serve(t, (_, response) => {
      response.statusCode = body.startsWith('<') ? 500 : 200;
      response.end(body);
    });
    const { client } = clientFor(t, base);
    const expected = { code: '500', accepted: 'perhaps', envelope, reason };
    await assert.rejects(client.createTask({ model: 'm', input: {} }), expected);
  }
});
