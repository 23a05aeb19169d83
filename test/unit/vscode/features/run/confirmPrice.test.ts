import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Engine } from '../../../../../src/core/engine/api.ts';
import type { Price } from '../../../../../src/shared/form.ts';
import { DailyLimit } from '../../../../../src/core/tasks/dailyLimit.ts';
import '../../../../support/vscode/register.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';
import { user } from '../../../../support/vscode/vscode.ts';

const { confirmDailyLimit, confirmPrice, totalCost } =
  await import('../../../../../src/vscode/features/run/confirmPrice.ts');

const price = (kind: Price['kind'], credits?: number): Price => ({
  kind,
  parts: [],
  ...(credits === undefined ? {} : { credits })
});

/** Requests a confirmation with limits of 100 (confirmation) and 1,000 (daily) credits; returns all questions. */
async function ask(t: TestContext, asked: Price, { spent = 0, answer = true, why = '', daily = 1_000 } = {}) {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-price-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const questions: {
    readonly question: string;
    readonly detail: string;
    readonly action: string;
    readonly severity: string;
  }[] = [];
  const dailyLimit = new DailyLimit(dir, () => daily);
  const confirm = (question: string, detail: string, action: string, severity = ''): Promise<boolean> => {
    questions.push({ question, detail, action, severity });
    return Promise.resolve(answer);
  };
  const reason = why === '' ? undefined : { why };
  const purchase = { modelName: 'Fox', price: asked, request: ['Inputs: a.png'] };
  const agreed = await confirmPrice({ ask: { confirm }, dailyLimit }, { spentToday: () => spent }, purchase, reason);
  return { agreed, questions, limit: dailyLimit.today };
}

beforeEach(() => user.settings.set('kie.confirmAboveCredits', 100));

test('price question: none within the limit for an exact price or a bound', async t => {
  for (const kind of ['exact', 'upTo'] as const) {
    assert.deepEqual(await ask(t, price(kind, 100)), { agreed: true, questions: [], limit: 1_000 });
  }
});

for (const [what, asked, question] of [
  ['an unknown price', price('unknown'), 'Run Fox? Price unknown.'],
  ['an unknown price with a figure', price('unknown', 1), 'Run Fox? Price unknown.'],
  ['a price without a figure', price('exact'), 'Run Fox? Price unknown.'],
  ['an approximate price, however low', price('about', 1), 'Run Fox for about 1 credit?'],
  ['an exact price above the limit', price('exact', 101), 'Run Fox for 101 credits?'],
  ['a bound above the limit', price('upTo', 1_500.5), 'Run Fox for up to 1,500.5 credits?']
] as const satisfies readonly (readonly [string, Price, string])[]) {
  test(`price question: is asked for ${what}`, async t => {
    for (const answer of [true, false]) {
      const { agreed, questions } = await ask(t, asked, { answer });
      assert.deepEqual([agreed, questions.map(one => one.question)], [answer, [question]]);
    }
  });
}

test('price question: a high confirmation limit does not cover an unknown price', async t => {
  user.settings.set('kie.confirmAboveCredits', 1e9);
  assert.equal((await ask(t, price('unknown'))).questions.length, 1);
  assert.equal((await ask(t, price('about', 1))).questions.length, 1);
});

test('price question: beyond the daily limit names it and raises it only with a yes', async t => {
  const no = await ask(t, price('exact', 50), { spent: 960, answer: false });
  assert.deepEqual([no.agreed, no.limit, no.questions[0]?.action], [false, 1_000, 'Raise Limit for Today and Run']);
  assert.match(no.questions[0]?.detail ?? '', /exceed your daily limit of 1,000 credits \(960 credits used/);
  const yes = await ask(t, price('exact', 50), { spent: 960 });
  assert.deepEqual([yes.agreed, yes.limit], [true, 2_000]);
});

test('price question: known prices of several runs count beside an unknown one', () => {
  const prices = [price('exact', 900), price('unknown'), price('upTo', 50.5)];
  assert.deepEqual(totalCost(prices), { credits: 950.5, hasUnknown: true });
  assert.deepEqual(totalCost([price('about', 3), price('exact', 4)]), { credits: 7, hasUnknown: false });
});

test('price question: an unknown price names the daily limit and what counts', async t => {
  const { questions, limit } = await ask(t, price('unknown'), { spent: 960 });
  assert.deepEqual([limit, questions[0]?.action], [1_000, 'Run']);
  assert.match(
    questions[0]?.detail ?? '',
    /unknown, so this may exceed your daily limit of 1,000 credits \(960 credits .* counts once KIE reports/
  );
  const reached = await ask(t, price('unknown'), { spent: 1_000 });
  assert.deepEqual([reached.limit, reached.questions[0]?.action], [2_000, 'Raise Limit for Today and Run']);
});

test('price question: warns only for an unknown price, the daily limit or a reason', async t => {
  const severity = async (...given: Parameters<typeof ask>): Promise<string | undefined> =>
    (await ask(...given)).questions[0]?.severity;
  assert.equal(await severity(t, price('exact', 101)), 'information');
  assert.equal(await severity(t, price('upTo', 101)), 'information');
  assert.equal(await severity(t, price('unknown'), { daily: 0 }), 'warning');
  assert.equal(await severity(t, price('exact', 50), { spent: 960 }), 'warning');
  assert.equal(await severity(t, price('exact', 1), { why: 'A link started it.' }), 'warning');
});

test('price question: without a daily limit it is not mentioned', async t => {
  const { questions } = await ask(t, price('unknown'), { daily: 0, spent: 5_000 });
  assert.equal(questions[0]?.detail, 'Inputs: a.png\nCredits are charged when KIE accepts the task.');
});

/** Requests a confirmation of a run by another extension; returns the questions. */
async function askForProgram(t: TestContext, asked: Price, { spent = 0, daily = 1_000 } = {}): Promise<string[]> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-price-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const questions: string[] = [];
  const confirm = (question: string, detail: string, action: string): Promise<boolean> =>
    Promise.resolve(questions.push([question, detail, action].join('|')) > 0);
  const engine = {
    drafts: { evaluate: () => Promise.resolve({ price: asked, issues: [], fields: {} }) },
    account: { spentToday: () => spent },
    models: {
      entry: () => modelEntry({ name: 'Fox', params: { image: { type: 'string', media: 'image', label: 'Image' } } })
    }
  } as unknown as Engine;
  const guard = { ask: { confirm }, dailyLimit: new DailyLimit(dir, () => daily) };
  const confirmed = await confirmDailyLimit(guard, engine, 'fox', { image: 'file:///w/a%20b.png' });
  assert.deepEqual(confirmed, questions.length === 0 ? {} : { agreed: asked });
  return questions;
}

test('price question: an unknown price of a program asks once the limit is reached', async t => {
  assert.deepEqual(await askForProgram(t, price('exact', 900)), []);
  assert.deepEqual(await askForProgram(t, price('exact', 1_001)), [
    [
      'An extension wants to run Fox (1,001 credits). Run it?|Price: 1,001 credits ($5.005)',
      'Inputs: Image (a b.png)',
      'Credits are charged when KIE accepts the task.',
      'This would exceed your daily limit of 1,000 credits (0 credits used or reserved today). You can raise the limit to 2,000 credits for today.|Raise Limit for Today and Run'
    ].join('\n')
  ]);
  assert.deepEqual(await askForProgram(t, price('unknown'), { spent: 999 }), []);
  assert.equal((await askForProgram(t, price('unknown'), { spent: 1_000 })).length, 1);
  assert.deepEqual(await askForProgram(t, price('unknown'), { daily: 0, spent: 5_000 }), []);
});

test('price question: a reason asks below every limit and is shown', async t => {
  const { questions } = await ask(t, price('exact', 1), { why: 'The workspace names this model.' });
  assert.equal(questions.length, 1);
  assert.match(
    questions[0]?.detail ?? '',
    /^Inputs: a\.png\nCredits are charged when KIE accepts the task\.\nThe workspace names/
  );
});
