import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecentLog } from '../../../../src/core/base/recentLog.ts';
import { assertPlain, HOSTILE } from '../../../support/vscode/hostileTexts.ts';

for (const [what, text] of Object.entries(HOSTILE)) {
  test(`log: ${what} is one plain line on every level`, () => {
    const written: string[] = [];
    const write = (line: string): unknown => written.push(line);
    const log = new RecentLog({ debug: write, info: write, warn: write, error: write });
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](text);
    assert.equal(written.length, 4);
    for (const line of written) assertPlain(line, 2_000);
    const kept = log.lines.map(line => /^\S+ (?:debug|info|warn|error) (.*)$/s.exec(line)?.[1]);
    assert.deepEqual(kept, written);
  });
}
