import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

type Graph = ReadonlyMap<string, readonly string[]>;

const root = path.resolve(import.meta.dirname, '../../..');

/** Returns the relative imports of each file in the folder, including type-only and dynamic imports. */
function importsIn(folder: string): Graph {
  const files = fs.globSync(`${folder}/**/*.ts`, { cwd: root });
  return new Map(
    files.map(file => {
      const source = fs.readFileSync(path.join(root, file), 'utf8');
      // Ignores the dynamic imports of a command table, because a handler may refer to other commands of the table.
      const text = /\bcontributions\b/.test(file) ? source.replaceAll(/\bimport\(/g, '(') : source;
      const { importedFiles } = ts.preProcessFile(text, true, true);
      const own = importedFiles.map(({ fileName }) => fileName).filter(name => name.startsWith('.'));
      return [file, own.map(name => path.join(path.dirname(file), name))];
    })
  );
}

/** Returns the files of an import cycle, or undefined if there is none. */
function circleIn(graph: Graph): readonly string[] | undefined {
  const done = new Set<string>();
  const follow = (file: string, way: readonly string[]): readonly string[] | undefined => {
    const before = way.indexOf(file);
    if (before >= 0) return [...way.slice(before), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const found = follow(next, [...way, file]);
      if (found !== undefined) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const found = follow(file, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

const graphs: readonly (readonly [imports: Readonly<Record<string, readonly string[]>>, circle: string | undefined])[] =
  [
    [{ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, undefined],
    [{ a: ['b'], b: ['c'], c: ['b'] }, 'b c b'],
    [{ a: ['a'] }, 'a a'],
    [{ a: ['b'], b: [], c: ['b', 'd'], d: ['a', 'c'] }, 'c d c']
  ];

for (const [imports, circle] of graphs) {
  test(`cycles: ${JSON.stringify(imports)} has ${circle ?? 'none'}`, () => {
    assert.equal(circleIn(new Map(Object.entries(imports)))?.join(' '), circle);
  });
}

const ENTRIES = { src: ['core', 'engine', 'engine.ts'], webview: ['generate', 'main.ts'] };

for (const [folder, entry] of Object.entries(ENTRIES)) {
  test(`cycles: no file in ${folder} imports itself, through types or on demand either`, () => {
    const graph = importsIn(folder);
    assert.ok((graph.get(path.join(folder, ...entry))?.length ?? 0) > 0, 'the imports are found');
    assert.equal(circleIn(graph)?.join('\n'), undefined);
  });
}
