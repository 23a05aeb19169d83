import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coerceDraft } from '../../src/core/models/values/coerce.ts';
import { evaluate } from '../../src/core/models/evaluate.ts';
import { resolveRules } from '../../src/core/models/rules/resolve.ts';
import { mediaValues, replaceMedia } from '../../src/core/tasks/run/submit/mediaValues.ts';
import type { ModelEntry } from '../../src/shared/model.ts';
import type { TableEntry } from '../emulator/catalogData.ts';
import { readTable } from '../emulator/catalogData.ts';
import { checkInput } from '../emulator/check/checkInput.ts';
import { creditsFor } from '../emulator/price.ts';
import { invalidDraftArbitrary, draftArbitrary, valueArbitrary } from '../support/models/arbitraries.ts';
import { makeValid } from '../support/models/makeValid.ts';
import { builtCatalog } from '../support/models/testCatalog.ts';
import { addressOf, factsOf, findFile } from '../support/models/testFiles.ts';

/** Set KIE_TEST_SEED to reproduce a failure, and KIE_TEST_RUNS to try more drafts. */
const seed = Number(process.env['KIE_TEST_SEED'] ?? 20261121);
const numRuns = Number(process.env['KIE_TEST_RUNS'] ?? 60);

const catalog = await builtCatalog();
const table = readTable();
type Values = Readonly<Record<string, unknown>>;

function emulated({ id }: ModelEntry): TableEntry {
  const found = table.get(id);
  assert.ok(found, id);
  return found;
}

/** Returns the request input for a valid draft, with the addresses of its uploaded files. */
function upload(entry: ModelEntry, input: Values): Values {
  const addresses = new Map(mediaValues(entry, input).map(value => [value, addressOf(value)]));
  return replaceMedia(entry, input, addresses);
}

/** Mostly valid drafts, and drafts with one damaged value. */
function drafts(entry: ModelEntry): fc.Arbitrary<Values> {
  const values = fc.record(
    Object.fromEntries(Object.entries(entry.params).map(([name, param]) => [name, valueArbitrary(param)]))
  );
  const spare = fc.infiniteStream(values);
  const indexes = fc.infiniteStream(fc.nat({ max: 1e6 }));
  const valid = fc.tuple(draftArbitrary(entry), spare, indexes).map(([draft, spares, numbers]) => {
    const pickIndex = (count: number): number => (numbers.next().value as number) % count;
    return makeValid(entry, draft, { valueFor: name => (spares.next().value as Values)[name], pickIndex }).draft;
  });
  return fc.oneof({ weight: 3, arbitrary: valid }, { weight: 2, arbitrary: valid.chain(invalidDraftArbitrary) });
}

describe(`random drafts (KIE_TEST_SEED=${seed}, KIE_TEST_RUNS=${numRuns})`, () => {
  for (const entry of catalog.entries) {
    it(`${entry.id}: the emulator accepts every valid draft at the estimated price`, () => {
      const strict = emulated(entry);
      const counts = { valid: 0, refused: 0 };
      const property = fc.property(drafts(entry), draft => {
        const { input, issues, price } = evaluate(entry, draft, factsOf);
        if (!input) {
          counts.refused++;
          assertRefused(
            entry,
            strict,
            draft,
            issues.map(issue => issue.message)
          );
          return;
        }
        counts.valid++;
        const sent = upload(entry, input);
        assert.deepEqual(checkInput(strict, sent, findFile), []);
        const taken = creditsFor(strict, sent, findFile);
        if (price.kind === 'exact') assert.equal(price.credits, taken);
        if (price.kind === 'upTo') assert.ok((price.credits ?? 0) >= taken, `up to ${price.credits}, taken ${taken}`);
      });
      fc.assert(property, { seed, numRuns });
      // An entry whose drafts are all rejected, or all accepted, would prove little.
      assert.ok(counts.valid > 0 && counts.refused > 0, JSON.stringify(counts));
    });
  }
});

/** Checks the other direction: the emulator also rejects every draft that the engine rejects. */
function assertRefused(entry: ModelEntry, strict: TableEntry, draft: Values, messages: readonly string[]): void {
  const coerced = coerceDraft(entry, draft);
  const { values } = resolveRules(entry, coerced.values);
  // A blank text counts as missing for the user, but not in the documentation.
  if (/"\s+"/.test(JSON.stringify(values))) return;
  // Coercing removes unknown keys, so their effect is only visible with the draft itself.
  const sent = coerced.issues.some(({ path }) => path.endsWith('never_documented')) ? draft : values;
  const problems = checkInput(strict, upload(entry, sent), findFile);
  assert.notDeepEqual(problems, [], `rejected without reason: ${messages.join(' ')}`);
}
