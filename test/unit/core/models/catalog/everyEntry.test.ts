import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coerceDraft } from '../../../../../src/core/models/values/coerce.ts';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { resolveRules } from '../../../../../src/core/models/rules/resolve.ts';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import { minimalDraft, minimalValue } from '../../../../support/models/minimalDrafts.ts';
import { builtCatalog, noFacts } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();

/** An invalid value at a path, and the draft value that contains it. */
interface Break {
  readonly what: string;
  readonly path: string;
  readonly value: unknown;
}

/** Returns every way to make a value of this parameter invalid. `wrap` puts the value into the top-level one. */
function breaks(param: Param, path: string, wrap: (value: unknown) => unknown): Break[] {
  const found: Break[] = [];
  const add = (what: string, value: unknown, at = path): void => {
    found.push({ what, path: at, value: wrap(value) });
  };
  switch (param.type) {
    case 'string':
      add('a number for a text', 987_654);
      if (param.enum) add('a value that is not listed', 'never listed');
      if (param.media !== undefined) {
        add('an address that is none', 'just words');
        add('no address of the web', 'ftp://files.example/a');
        if (param.alsoAccepts === undefined) add('an id where none is documented', 'asset://1');
      }
      if (param.media === undefined && param.format === 'uri') add('an address that is none', 'just words');
      if (param.media === undefined && !param.enum) {
        if (param.maxLength !== undefined) add('too long', 'x'.repeat(param.maxLength + 1));
        if ((param.minLength ?? 0) > 1) add('too short', 'x'.repeat((param.minLength ?? 0) - 1));
      }
      if (param.pattern !== undefined) {
        const other = ['\u0007', ' '].find(text => !new RegExp(param.pattern ?? '', 'u').test(text));
        add('not of the pattern', other);
      }
      break;
    case 'number':
    case 'integer':
      add('a text for a number', 'five');
      add('a list for a number', [1]);
      if (param.type === 'integer') add('half a number', 1.5);
      if (param.enum) add('a value that is not listed', 987_654);
      if (param.minimum !== undefined) add('below the minimum', param.minimum - 1);
      if (param.maximum !== undefined) add('above the maximum', param.maximum + 1);
      if (param.exclusiveMinimum !== undefined) add('at the open minimum', param.exclusiveMinimum);
      if (param.exclusiveMaximum !== undefined) add('at the open maximum', param.exclusiveMaximum);
      offStep(param).forEach(value => add('between two steps', value));
      break;
    case 'boolean':
      add('a text for a switch', 'yes');
      add('a number for a switch', 1);
      break;
    case 'array': {
      add('a text for a list', 'x');
      const item: Param = param.items ?? {};
      const { media, alsoAccepts } = param;
      const one = { ...item, ...(media && { media }), ...(alsoAccepts === undefined ? {} : { alsoAccepts }) };
      const fill = (count: number): unknown[] => Array.from({ length: count }, (_, i) => minimalValue(one, i));
      if (param.maxItems !== undefined) add('too many', fill(param.maxItems + 1));
      if (param.uniqueItems) add('an item twice', [...fill(1), ...fill(1)]);
      if ((param.minItems ?? 0) > 1) add('too few', fill((param.minItems ?? 0) - 1));
      const rest = fill(Math.max(param.minItems ?? 1, 1)).slice(1);
      found.push(...breaks(one, `${path}[0]`, value => wrap([value, ...rest])));
      break;
    }
    case 'object': {
      add('a text for a group', 'x');
      const sample = minimalValue(param) as Record<string, unknown>;
      add('an unknown key', { ...sample, never_documented: 1 }, `${path}.never_documented`);
      for (const [name, inner] of Object.entries(param.properties ?? {})) {
        found.push(...breaks(inner, `${path}.${name}`, value => wrap({ ...sample, [name]: value })));
        if ((inner.required === true || param.requiredKeys?.includes(name)) && inner.default === undefined) {
          add('a missing key', { ...sample, [name]: undefined, other: undefined }, `${path}.${name}`);
        }
      }
      break;
    }
    case undefined:
      break;
  }
  return found;
}

/** Returns a value within the bounds and between two steps, for steps too coarse to be corrected. */
function offStep(param: Param): number[] {
  const step = param.multipleOf ?? param.step ?? 1;
  if (step <= 1 || param.enum) return [];
  const low = param.minimum ?? 0;
  const start = param.multipleOf === undefined ? low : Math.ceil(low / step) * step;
  return [start + 1];
}

const isOut = (entry: ModelEntry, draft: Record<string, unknown>, name: string): boolean => {
  const { constraints } = resolveRules(entry, coerceDraft(entry, draft).values);
  return (constraints.get(name) ?? []).some(({ constraint }) => constraint.forbidden ?? constraint.ignored);
};

const state = (entry: ModelEntry, draft: Record<string, unknown>, name: string): string | undefined => {
  const found = evaluate(entry, draft, noFacts).fields[name];
  return found?.hidden ? 'hidden' : undefined;
};

describe('every entry of the catalog', () => {
  it('catalog: is not empty', () => {
    assert.ok(catalog.entries.length >= 252);
  });
  for (const entry of catalog.entries) {
    it(`${entry.id}: the minimal valid input passes with exactly its keys`, () => {
      const draft = minimalDraft(entry);
      const { issues, input } = evaluate(entry, draft, noFacts);
      assert.deepEqual(issues, []);
      const filled = Object.entries(entry.params).flatMap(([name, param]) =>
        param.required && param.default !== undefined && state(entry, draft, name) !== 'hidden' ? [name] : []
      );
      for (const name of [...Object.keys(draft), ...filled]) assert.ok(name in (input ?? {}), `${name} is sent`);
      for (const [name, value] of Object.entries(input ?? {})) {
        assert.ok(name in entry.params, `${name} is documented`);
        // A value that is not in the draft is sent only if the documentation, or one of its rules, requires it.
        if (!(name in draft)) assert.notEqual(value, undefined);
        if (!(name in draft) && !filled.includes(name)) {
          const { fields } = evaluate(entry, draft, noFacts);
          assert.equal(fields[name]?.required, true, `${name} is required by a rule`);
        }
      }
    });

    it(`${entry.id}: an invalid value is reported at its path, without an input`, () => {
      const base = minimalDraft(entry);
      const unknown = evaluate(entry, { ...base, never_documented: 1 }, noFacts);
      assert.deepEqual([unknown.issues.map(issue => issue.path), unknown.input], [['never_documented'], undefined]);
      for (const [name, param] of Object.entries(entry.params)) {
        if (param.required && param.default === undefined) {
          const draft = Object.fromEntries(Object.entries(base).filter(([key]) => key !== name));
          const { issues, input } = evaluate(entry, draft, noFacts);
          assert.ok(
            issues.some(issue => issue.path === name),
            `${name} missing`
          );
          assert.equal(input, undefined);
        }
        for (const { what, path, value } of breaks(param, name, inner => inner)) {
          const draft = { ...base, [name]: value };
          // A parameter that a rule hides or forbids cannot be invalid itself, so check it without rules.
          const subject = isOut(entry, draft, name) ? { ...entry, rules: [] } : entry;
          const { issues, input } = evaluate(subject, draft, noFacts);
          const paths = issues.map(issue => issue.path);
          const shown = JSON.stringify(value).slice(0, 80);
          assert.ok(paths.includes(path), `${path}: ${what} (${shown}), issues at ${paths.join(', ')}`);
          assert.equal(input, undefined);
        }
      }
    });
  }
});
