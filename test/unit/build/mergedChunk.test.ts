import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportFromEntry, mergedChunk, redirectImports, reexportOf } from '../../../src/build/mergedChunk.ts';

const ENTRY = 'dist/extension.js';
const chunk = mergedChunk(
  { 'dist/chunks/a-X1.js': { bytes: 1, inputs: {}, imports: [], exports: ['one', 'two'] } },
  'dist/chunks/a-X1.js'
);

const redirected: readonly (readonly [text: string, expected: string])[] = [
  ['import{two as t}from"./a-X1.js";t();', 'import{$a_X1_1 as t}from"../extension.js";t();'],
  ['import {\n  one,\n  two as t\n} from "./a-X1.js";', 'import{$a_X1_0 as one,$a_X1_1 as t}from"../extension.js";'],
  ['import"./a-X1.js";', 'import"../extension.js";'],
  ['import{one}from"./other.js";', 'import{one}from"./other.js";'],
  ['await import("./a-X1.js")', 'await import("./a-X1.js")'],
  ['import{x}from"node:fs";', 'import{x}from"node:fs";']
];

for (const [text, expected] of redirected) {
  test(`redirectImports: ${JSON.stringify(text)}`, () => {
    assert.equal(redirectImports(text, 'dist/chunks/lazy.js', [chunk], ENTRY), expected);
  });
}

test('redirectImports: throws for a name that the chunk does not export', () => {
  assert.throws(
    () => redirectImports('import{three}from"./a-X1.js";', 'dist/chunks/lazy.js', [chunk], ENTRY),
    /a-X1\.js does not export three/
  );
});

test('exportFromEntry and reexportOf: name each export both ways', () => {
  assert.equal(exportFromEntry(chunk, ENTRY), 'export{one as $a_X1_0,two as $a_X1_1}from"./chunks/a-X1.js";');
  assert.equal(reexportOf(chunk, ENTRY), 'export{$a_X1_0 as one,$a_X1_1 as two}from"../extension.js";');
});
