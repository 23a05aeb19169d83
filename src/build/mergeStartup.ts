import fs from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { exportFromEntry, mergedChunk, redirectImports, reexportOf, relativePath } from './mergedChunk.ts';
import type { MergedChunk } from './mergedChunk.ts';
import { startupFiles } from './startupFiles.ts';
import type { Outputs } from './startupFiles.ts';

/** The result of a build: its outputs by path, relative to `folder`. */
interface Built {
  readonly outputs: Outputs;
  readonly folder: string;
  readonly entry: string;
}

/**
 * Merges the files that load at activation into `entry`, a path such as `dist/extension.js`. VS Code asks another thread
 * about each import of each module, so twenty small files took twice the time of one (`npm run bench activation`).
 * Chunks that load later import from the entry.
 */
export const mergeStartup = (entry: string): Plugin => ({
  name: 'merge-startup',
  setup(build) {
    const folder = build.initialOptions.absWorkingDir ?? process.cwd();
    const options = singleFileOptions(build.initialOptions, entry);
    build.onEnd(async ({ metafile }) => {
      if (metafile === undefined) return;
      const { outputs } = metafile;
      const files = startupFiles(outputs, entry);
      const chunks = files.filter(file => file !== entry).map(file => mergedChunk(outputs, file));
      const statements = chunks.map(chunk => exportFromEntry(chunk, entry));
      const contents = [...statements, `export*from"${relativePath(entry, entry)}";`].join('\n');
      const single = await build.esbuild.build({
        ...options,
        metafile: true,
        stdin: { contents, resolveDir: path.join(folder, path.posix.dirname(entry)) },
        plugins: [keepLazyChunks(folder, entry, files)]
      });
      const imports = single.metafile.outputs[entry]?.imports ?? [];
      Object.assign(outputs[entry] ?? {}, {
        imports: imports.map(item => ({ ...item, path: fromEntry(entry, item.path) }))
      });
      await useEntry({ outputs, folder, entry }, chunks);
    });
  }
});

/** The path of an import of the entry, relative to the working folder when it is a file. */
const fromEntry = (entry: string, to: string): string =>
  to.startsWith('.') ? path.posix.join(path.posix.dirname(entry), to) : to;

/** The options of the build, for one file without splitting. */
function singleFileOptions(options: BuildOptions, entry: string): BuildOptions {
  const single: BuildOptions = { ...options, splitting: false, outfile: entry, allowOverwrite: true, write: true };
  delete single.entryPoints;
  delete single.outdir;
  return single;
}

/** Leaves everything outside `files` where it is. Chunks without a source have no side effects, so unused ones go. */
const keepLazyChunks = (folder: string, entry: string, files: readonly string[]): Plugin => ({
  name: 'keep-lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path: to, resolveDir }) => {
      const file = path.relative(folder, path.resolve(resolveDir, to)).replaceAll(path.sep, '/');
      if (kind !== 'dynamic-import' && files.includes(file)) return undefined;
      return { path: relativePath(entry, file), external: true, sideEffects: false };
    });
  }
});

/** Removes the merged chunks, redirects imports of them to the entry, and updates the metafile. */
async function useEntry({ outputs, folder, entry }: Built, chunks: readonly MergedChunk[]): Promise<void> {
  const merged = new Set(chunks.map(({ file }) => file));
  const loadedLater = new Set(
    Object.values(outputs).flatMap(({ imports }) =>
      imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path: to }) => to)
    )
  );
  for (const chunk of chunks) {
    const output = outputs[chunk.file];
    Object.assign(outputs[entry]?.inputs ?? {}, output?.inputs);
    const file = path.join(folder, chunk.file);
    await fs.rm(`${file}.map`, { force: true });
    if (output !== undefined && loadedLater.has(chunk.file)) {
      await fs.writeFile(file, reexportOf(chunk, entry));
      Object.assign(output, { inputs: {}, imports: [{ path: entry, kind: 'import-statement' }] });
    } else {
      await fs.rm(file);
      Reflect.deleteProperty(outputs, chunk.file);
    }
  }
  for (const [name, output] of Object.entries(outputs)) {
    const file = path.join(folder, name);
    if (name !== entry && output.imports.some(({ path: to }) => merged.has(to))) {
      await fs.writeFile(file, redirectImports(await fs.readFile(file, 'utf8'), name, chunks, entry));
      for (const item of output.imports) if (item.kind !== 'dynamic-import' && merged.has(item.path)) item.path = entry;
    }
    if (name.endsWith('.js')) output.bytes = (await fs.stat(file)).size;
  }
}
