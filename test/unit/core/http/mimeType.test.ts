import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mimeType } from '../../../../src/core/http/mimeType.ts';

for (const [header, expected] of [
  ['image/png', 'image/png'],
  [' Image/PNG ; charset=utf-8', 'image/png'],
  ['image/svg+xml', 'image/svg+xml'],
  ['application/vnd.ms-excel.sheet.macroEnabled.12', 'application/vnd.ms-excel.sheet.macroenabled.12'],
  ['video/[Collect it now](command:kie.run?x)', undefined],
  ['video/mp4\n2026 error forged', undefined],
  ['image', undefined],
  ['', undefined],
  [undefined, undefined],
  [`image/${'x'.repeat(200)}`, undefined]
] as const) {
  test(`mimeType: parses ${JSON.stringify(header?.slice(0, 40) ?? null)}`, () =>
    assert.equal(mimeType(header), expected));
}
