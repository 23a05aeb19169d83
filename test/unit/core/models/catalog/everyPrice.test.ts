import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { allHold } from '../../../../../src/core/models/rules/conditions.ts';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { resolveRules } from '../../../../../src/core/models/rules/resolve.ts';
import { mediaValues, replaceMedia } from '../../../../../src/core/tasks/run/submit/mediaValues.ts';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import type { PriceRow } from '../../../../../src/shared/modelPrice.ts';
import { readTable } from '../../../../emulator/catalogData.ts';
import { creditsFor } from '../../../../emulator/price.ts';
import { randomValues } from '../../../../support/models/randomValues.ts';
import { makeValid } from '../../../../support/models/makeValid.ts';
import { valuesMeeting } from '../../../../support/models/ruleParts.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';
import { addressOf, factsOf, findFile } from '../../../../support/models/testFiles.ts';

type Values = Readonly<Record<string, unknown>>;

const TRIES = 400;
const catalog = await builtCatalog();
const table = readTable();
const random = randomValues(11);

/** Rows that no valid input can reach, with the reason. */
const UNREACHED: Readonly<Record<string, string>> = {
  'flux1-kontext row 1': 'the quality that it is for is no parameter; the first row carries it as creditsMax',
  'veo/extend row 1': 'the version of the extended clip is no parameter; the first row carries it as creditsMax',
  'veo/extend row 2': 'as row 1',
  'google/gemini-2-5-pro-tts row 1':
    'tokens that come out, charged beside those of row 0; neither number is known before',
  'google/gemini-3-1-flash-tts row 1': 'as google/gemini-2-5-pro-tts row 1',
  'google/gemini-3-8-flash-lite-tts row 1': 'as google/gemini-2-5-pro-tts row 1',
  'google/gemini-3-8-flash-tts row 1': 'as google/gemini-2-5-pro-tts row 1'
};

/** Units whose quantity cannot be derived from a request. */
const OPEN_UNITS = ['unknown', 'megapixel', 'million-input-tokens', 'million-audio-output-tokens'];

/** Returns a valid draft for which this row is the first match. */
function reaching(entry: ModelEntry, row: PriceRow): Values | undefined {
  const locked = Object.keys(row.when ?? {});
  for (let i = 0; i < TRIES; i++) {
    const start = valuesMeeting(entry, row, name => random.valueFor(name, entry.params[name] ?? {}));
    const { draft, evaluation } = makeValid(entry, start, random, locked);
    if (!evaluation.input) continue;
    const { context } = resolveRules(entry, evaluation.input);
    if (entry.price?.find(candidate => allHold(candidate.when, context)) === row) return draft;
  }
  return undefined;
}

const reached = { rows: 0, unreached: 0 };

describe('every price row of the catalog', () => {
  for (const entry of catalog.entries) {
    const rows = entry.price ?? [];
    if (rows.length === 0) continue;
    it(`${entry.id}: reaches ${rows.length} rows, each at its price`, () => {
      const strict = table.get(entry.id);
      assert.ok(strict);
      const missed: string[] = [];
      for (const [index, row] of rows.entries()) {
        const draft = reaching(entry, row);
        const name = `${entry.id} row ${index}`;
        if (!draft) {
          reached.unreached++;
          if (!UNREACHED[name]) missed.push(`${name}: ${JSON.stringify(row.when)}`);
          continue;
        }
        assert.ok(!UNREACHED[name], `${name} is reachable`);
        reached.rows++;
        const { input, price } = evaluate(entry, draft, factsOf);
        const sent = replaceMedia(
          entry,
          input ?? {},
          new Map(mediaValues(entry, draft).map(uri => [uri, addressOf(uri)]))
        );
        const taken = creditsFor(strict, sent, findFile);
        if (OPEN_UNITS.includes(row.unit ?? 'unknown')) assert.equal(price.kind, 'unknown', name);
        if (price.kind === 'exact') assert.equal(price.credits, taken, name);
        if (price.kind === 'upTo') assert.ok((price.credits ?? 0) >= taken, name);
        if (row.unit === 'request' || row.unit === 'video') assert.notEqual(price.kind, 'unknown', name);
        assert.equal(price.kind === 'unknown', price.credits === undefined);
      }
      assert.deepEqual(missed, []);
    });
  }

  after(() => {
    const count = catalog.entries.reduce((sum, entry) => sum + (entry.price?.length ?? 0), 0);
    assert.equal(reached.rows + Object.keys(UNREACHED).length, count);
  });
});
