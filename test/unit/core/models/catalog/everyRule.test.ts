import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import type { Rule } from '../../../../../src/shared/modelRule.ts';
import { randomValues } from '../../../../support/models/randomValues.ts';
import { namesIn, makeValid } from '../../../../support/models/makeValid.ts';
import type { Part } from '../../../../support/models/ruleParts.ts';
import { ruleParts } from '../../../../support/models/ruleParts.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';
import { factsOf } from '../../../../support/models/testFiles.ts';

const TRIES = 100;
type Values = Readonly<Record<string, unknown>>;
const catalog = await builtCatalog();
const random = randomValues(7);

/** Rule parts that cannot be broken or cannot be satisfied, with the reason. */
const CANNOT: Readonly<Record<string, string>> = {};

const covered = { rules: 0, broken: 0, kept: 0 };

/** Sets one more parameter in some drafts, because some rules apply only for a certain value of another parameter. */
function started(entry: ModelEntry, [start, locked]: readonly [Values, readonly string[]]): Values {
  const free = Object.keys(entry.params).filter(name => !locked.includes(name));
  const name = free[random.pickIndex(free.length * 2)];
  return name === undefined ? start : { [name]: random.valueFor(name, entry.params[name] ?? {}), ...start };
}

/** Finds a draft that is valid except for this rule, and checks that every issue belongs to the rule. */
function breaks(entry: ModelEntry, rule: Rule, part: Part): boolean {
  const others = { ...entry, rules: entry.rules.filter(other => other !== rule) };
  for (let i = 0; i < TRIES; i++) {
    const first: readonly [Values, readonly string[]] = part.breaking?.() ?? [{}, []];
    const locked = first[1];
    const { draft, evaluation } = makeValid(others, started(entry, first), random, locked);
    if (!evaluation.input) continue;
    const { issues, input } = evaluate(entry, draft, factsOf);
    if (issues.length === 0) continue;
    assert.equal(input, undefined);
    const names = namesIn(rule);
    for (const { path, message } of issues) {
      assert.ok(names.includes(path.replace(/[.[].*$/, '')), `${path} does not belong to the rule: ${message}`);
    }
    return true;
  }
  return breaksAlone(entry, rule, part);
}

/** For a rule that always overlaps another: without other rules, it alone must reject an otherwise valid draft. */
function breaksAlone(entry: ModelEntry, rule: Rule, part: Part): boolean {
  for (let i = 0; i < TRIES; i++) {
    const first: readonly [Values, readonly string[]] = part.breaking?.() ?? [{}, []];
    const locked = first[1];
    const { draft, evaluation } = makeValid({ ...entry, rules: [] }, started(entry, first), random, locked);
    if (!evaluation.input) continue;
    const alone = evaluate({ ...entry, rules: [rule] }, draft, factsOf);
    if (alone.issues.length > 0 && !evaluate(entry, draft, factsOf).input) return true;
  }
  return false;
}

/** Finds a valid draft to which the rule applies. */
function keeps(entry: ModelEntry, part: Part): boolean {
  for (let i = 0; i < TRIES; i++) {
    const first: readonly [Values, readonly string[]] = part.keeping();
    const locked = first[1];
    const { draft, evaluation } = makeValid(entry, started(entry, first), random, locked);
    const { input, advice, fields } = evaluation;
    if (!input) continue;
    const { ignored, filled, default: assumed } = part.then ?? {};
    if (ignored !== undefined) {
      // An ignored parameter is omitted from the input unless the documentation requires it.
      const there = entry.params[ignored]?.required === true;
      if (draft[ignored] === undefined || ignored in input !== there || !fields[ignored]?.hidden) continue;
    }
    if (filled !== undefined && (draft[filled] !== undefined || input[filled] === undefined)) continue;
    if (assumed) {
      const [name, value] = assumed;
      const now = fields[name]?.default ?? entry.params[name]?.default;
      if (JSON.stringify(now) !== JSON.stringify(value)) continue;
    }
    if (part.advice !== undefined && !advice.some(({ message }) => message === part.advice)) continue;
    return true;
  }
  return false;
}

describe('every rule of the catalog', () => {
  for (const entry of catalog.entries) {
    if (entry.rules.length === 0) continue;
    it(`${entry.id}: each of ${entry.rules.length} rules is an issue only when broken`, () => {
      const failed: string[] = [];
      for (const [index, rule] of entry.rules.entries()) {
        const parts = ruleParts(entry, rule, random.valueFor);
        assert.ok(parts.length > 0);
        covered.rules++;
        for (const part of parts) {
          const name = `${entry.id} rule ${index}: ${part.what}`;
          if (part.breaking) {
            if (breaks(entry, rule, part)) covered.broken++;
            else if (!CANNOT[`${name} broken`]) failed.push(`${name} broken`);
          }
          if (keeps(entry, part)) covered.kept++;
          else if (!CANNOT[`${name} kept`]) failed.push(`${name} kept`);
        }
      }
      assert.deepEqual(failed, []);
    });
  }

  after(() => {
    assert.equal(
      covered.rules,
      catalog.entries.reduce((sum, entry) => sum + entry.rules.length, 0)
    );
    assert.ok(covered.broken > 300 && covered.kept > covered.broken, JSON.stringify(covered));
  });
});
