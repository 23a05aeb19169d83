import path from 'node:path';
import type { Outputs } from './startupFiles.ts';

/** A chunk that moves into the entry: its file, and the name that the entry gives each of its exports. */
export interface MergedChunk {
  readonly file: string;
  readonly entryNames: ReadonlyMap<string, string>;
}

/** The entry names contain the file name, which is a hash of the contents, so they never clash. */
export function mergedChunk(outputs: Outputs, file: string): MergedChunk {
  const prefix = `$${path.posix.basename(file, '.js').replaceAll(/\W/g, '_')}`;
  const names = outputs[file]?.exports ?? [];
  return { file, entryNames: new Map(names.map((name, index) => [name, `${prefix}_${String(index)}`])) };
}

/** The statement that exports the chunk's values from the entry. */
export const exportFromEntry = ({ file, entryNames }: MergedChunk, entry: string): string =>
  `export{${pairs(entryNames)}}from"${relativePath(entry, file)}";`;

/** The new text of the chunk's own file, for a dynamic import of it. */
export const reexportOf = ({ file, entryNames }: MergedChunk, entry: string): string =>
  `export{${pairs([...entryNames].map(([name, entryName]) => [entryName, name]))}}from"${relativePath(file, entry)}";`;

/**
 * Redirects the imports of the built `file` from merged chunks to the entry.
 * @throws Error when it imports a name that the chunk does not export.
 */
export function redirectImports(text: string, file: string, chunks: readonly MergedChunk[], entry: string): string {
  const byFile = new Map(chunks.map(chunk => [chunk.file, chunk]));
  return text.replaceAll(
    /\bimport\s*(?:\{(?<names>[^{}]*)\}\s*from\s*)?"(?<to>\.[^"]*)"/g,
    (statement: string, names: string | undefined, to: string) => {
      const chunk = byFile.get(path.posix.join(path.posix.dirname(file), to));
      if (chunk === undefined) return statement;
      const from = `"${relativePath(file, entry)}"`;
      return names === undefined ? `import${from}` : `import{${redirectNames(names, chunk)}}from${from}`;
    }
  );
}

function redirectNames(names: string, { file, entryNames }: MergedChunk): string {
  const imported = names.split(',').map(name => name.trim());
  return imported
    .filter(name => name !== '')
    .map(item => {
      const [name = '', local = name] = item.split(' as ');
      const entryName = entryNames.get(name);
      if (entryName === undefined) throw new Error(`${file} does not export ${name}`);
      return `${entryName} as ${local}`;
    })
    .join();
}

const pairs = (names: Iterable<readonly [string, string]>): string =>
  [...names].map(([from, to]) => `${from} as ${to}`).join();

/** The path by which the built file `from` imports the built file `to`. */
export function relativePath(from: string, to: string): string {
  const relative = path.posix.relative(path.posix.dirname(from), to);
  return relative.startsWith('.') ? relative : `./${relative}`;
}
