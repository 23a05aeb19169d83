import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLinearPattern } from '../../../../../src/core/models/patterns/linearPattern.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';

describe('isLinearPattern', () => {
  const SLOW: readonly string[] = [
    '(a+)+$',
    '^(a+)+$',
    '(a|a)*$',
    '^(a|a)*$',
    String.raw`(\w*\s*)*$`,
    String.raw`^(\w*\s*)*$`,
    'a*a*a*$',
    '^a*a*$',
    '^(.*,){20}x',
    '^(a?){30}a{30}$',
    '^(?:a?a?){20}$',
    '^(a|aa){30}$',
    '^(a|ab|b)*$',
    '^(a{1,30}){1,30}$',
    String.raw`^[^\s@]+@[^\s@]+\.[^\s@]+$`,
    String.raw`^(\p{L}+\p{Lu}?)+$`,
    String.raw`^([^\p{L}]+)+$`,
    String.raw`^(?:[^\P{L}]|a)+$`,
    String.raw`^[^\p{L}]*[^\p{L}]*[^\p{L}]*$`,
    String.raw`^([^\p{L}\d]+)+$`,
    'a+b',
    '.*x',
    'a{1,1000}b{1,1000}$'
  ];
  for (const pattern of SLOW) {
    it(`refuses ${pattern} within a second`, () => {
      const start = process.cpuUsage();
      assert.equal(isLinearPattern(pattern), false);
      const { user, system } = process.cpuUsage(start);
      assert.ok(user + system < 1e6, String(user + system));
    });
  }

  const OTHERS: readonly (readonly [string, string])[] = [
    ['another dialect', '(?i)a'],
    ['modifiers', '^(?i:a)$'],
    ['a lookahead', String.raw`^(?=(a+)+$)a`],
    ['a lookbehind', '^a(?<=(a+)+)$'],
    ['a backreference', String.raw`^(a+)\1$`],
    ['many groups', `^${'('.repeat(31)}a${')'.repeat(31)}*$`],
    ['a long pattern', `^${'a'.repeat(500)}$`],
    ['a very long pattern with deep groups', `${'('.repeat(1e6)}a${')*'.repeat(1e6)}`]
  ];
  for (const [what, pattern] of OTHERS) it(`refuses ${what}`, () => assert.equal(isLinearPattern(pattern), false));

  const FAST: readonly string[] = [
    '^[A-Za-z0-9_-]{1,64}$',
    '^#[0-9a-f]{6}$',
    String.raw`^\d+:\d+$`,
    String.raw`^https?://\S+$`,
    String.raw`^https?://[\w.-]+(:\d+)?(/\S*)?$`,
    String.raw`^$|^https://\S+$`,
    String.raw`^.+\.(png|jpe?g|webp)$`,
    '^(en|es|fr)(,(en|es|fr))*$',
    String.raw`^[\w.+-]+@[\w-]+(\.[\w-]+)+$`,
    String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$`,
    '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$',
    String.raw`^\s*\S[\s\S]*$`,
    String.raw`^\p{L}+$`,
    String.raw`^[^\p{L}]+$`,
    `^${'('.repeat(30)}a${')'.repeat(30)}*$`,
    '.+',
    String.raw`\.mp4$`,
    '[A-Z]{2}-[0-9]{3}'
  ];
  for (const pattern of FAST) it(`accepts ${pattern}`, () => assert.equal(isLinearPattern(pattern), true));

  it('accepts every pattern of the catalog', async () => {
    const patterns = [...JSON.stringify((await builtCatalog()).entries).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      ([, text = '']) => JSON.parse(text) as string
    );
    assert.ok(patterns.length > 20, String(patterns.length));
    assert.deepEqual(
      patterns.filter(pattern => !isLinearPattern(pattern)),
      []
    );
  });
});
