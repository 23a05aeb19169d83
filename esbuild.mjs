// Builds everything that runs: the catalog (checked), the host code, the webviews and the tests that run in the host.
//   node esbuild.mjs [--production] [--watch] [--meta]
import * as esbuild from 'esbuild';
import fs from 'node:fs/promises';
import path from 'node:path';
import { buildCatalog } from './src/core/models/format/buildCatalog.ts';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const meta = process.argv.includes('--meta');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  metafile: meta
};

/**
 * Bundled CommonJS packages call require() for Node's own modules. esbuild's stand-in for it stands in one chunk, which
 * gets the real one; a banner would put it into all of them.
 * @type {esbuild.Plugin}
 */
const nodeRequire = {
  name: 'node-require',
  setup(build) {
    build.initialOptions.write = false;
    build.onEnd(async ({ outputFiles = [], metafile }) => {
      const real =
        "import{createRequire as kieCreateRequire}from'node:module';const require=kieCreateRequire(import.meta.url);";
      for (const { path: file, text, contents } of outputFiles) {
        await fs.mkdir(path.dirname(file), { recursive: true });
        const lacks = file.endsWith('.js') && text.includes('typeof require');
        await fs.writeFile(file, lacks ? real + text : contents);
        const said = metafile?.outputs[path.relative(import.meta.dirname, file).replaceAll(path.sep, '/')];
        if (lacks && said !== undefined) said.bytes += real.length;
      }
    });
  }
};

/**
 * What activation loads becomes one file. VS Code asks another thread about every import of every module, and twenty
 * small files took twice the time of one (`npm run bench activation`). The small ones stay for what is loaded later, as
 * lists of names that stand in the one.
 * @type {esbuild.Plugin}
 */
const oneStart = {
  name: 'one-start',
  setup(build) {
    build.onEnd(async ({ metafile }) => {
      if (metafile === undefined) return;
      const { outputs } = metafile;
      const start = 'dist/extension.js';
      const parts = startParts(outputs, start);
      const lists = parts
        .filter(file => file !== start)
        .map(file => ({ file, names: outputs[file].exports.map((name, k) => [name, `${nameOf(file)}_${k}`]) }));
      const list = (names, turned) => names.map(pair => (turned ? pair.toReversed() : pair).join(' as ')).join();
      await esbuild.build({
        ...host,
        entryPoints: undefined,
        splitting: false,
        outdir: undefined,
        outfile: start,
        allowOverwrite: true,
        write: true,
        stdin: {
          contents: lists
            .map(({ file, names }) => `export{${list(names, false)}}from"./${path.posix.relative('dist', file)}";`)
            .join('\n')
            .concat('export*from"./extension.js";'),
          resolveDir: 'dist'
        },
        plugins: [laterFiles(parts)]
      });
      const { size } = await fs.stat(start);
      for (const { file, names } of lists) {
        const text = `export{${list(names, true)}}from"../extension.js";`;
        await fs.writeFile(file, text);
        await fs.rm(`${file}.map`, { force: true });
        outputs[start].imports.push(...outputs[file].imports.filter(({ kind }) => kind === 'dynamic-import'));
        Object.assign(outputs[start].inputs, outputs[file].inputs);
        outputs[file] = {
          bytes: text.length,
          inputs: {},
          exports: [],
          imports: [{ path: start, kind: 'import-statement' }]
        };
      }
      outputs[start].bytes = size;
    });
  }
};

/** By the file's own hash: what a window finds that still runs a former start is never something else. */
const nameOf = file => `$${path.posix.basename(file, '.js').replaceAll(/\W/g, '_')}`;

/** The built files that load with `start`, without those behind `await import()`. */
function startParts(outputs, start) {
  const parts = [start];
  // The list grows while it is read.
  for (const file of parts) {
    for (const { path: imported, kind } of outputs[file].imports) {
      const named = kind === 'import-statement' && Object.keys(outputs[imported]?.inputs ?? {}).length > 0;
      if (named && !parts.includes(imported)) parts.push(imported);
    }
  }
  return parts;
}

/** What is loaded later stays where it stands; what esbuild needs for CommonJS (no source is in it) is not run before. */
const laterFiles = parts => ({
  name: 'later-files',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path: to, resolveDir }) => {
      const file = path.relative('.', path.resolve(resolveDir, to)).replaceAll(path.sep, '/');
      if (kind !== 'dynamic-import' && parts.includes(file)) return undefined;
      return { path: `./${path.posix.relative('dist', file)}`, external: true, sideEffects: false };
    });
  }
});

/** @type {esbuild.BuildOptions} */
const host = {
  ...common,
  // ES modules with splitting: what is behind `await import()` becomes a file of its own and is loaded when first needed.
  entryPoints: { extension: 'src/extension.ts' },
  format: 'esm',
  splitting: true,
  platform: 'node',
  target: 'node22',
  outdir: 'dist',
  // Names help to read a stack; in the package their imports would weigh.
  chunkNames: production ? 'chunks/[hash]' : 'chunks/[name]-[hash]',
  external: ['vscode'],
  // The one for browsers is an ES module and reads no files, which nobody asks of it: contents are handed to it.
  alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js' },
  metafile: true,
  plugins: [nodeRequire, oneStart]
};

/**
 * A worker is a file of its own beside the chunk that starts it: chunks that it shared with the start would ask for
 * `vscode`, which a worker has not.
 * @type {esbuild.BuildOptions}
 */
const worker = {
  ...common,
  entryPoints: ['src/core/files/lengths/containerWorker.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node22',
  outdir: 'dist/chunks'
};

/** @type {esbuild.BuildOptions} */
const webview = {
  ...common,
  entryPoints: { generate: 'webview/generate/main.ts' },
  format: 'esm',
  platform: 'browser',
  target: 'chrome140',
  outdir: 'dist/webview',
  loader: { '.css': 'text' }
};

/** @type {esbuild.BuildOptions} */
const hostTests = {
  ...common,
  minify: false,
  // Each suite becomes a file of its own; index.ts hands Mocha what it finds.
  entryPoints: ['test/host/index.ts', ...(await Array.fromAsync(fs.glob('test/host/suite/*.test.ts')))].map(file => ({
    in: file,
    out: file === 'test/host/index.ts' ? 'host' : file.slice('test/host/'.length, -'.ts'.length)
  })),
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  outdir: 'dist/test',
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
  // One place asks for it and stands its absence.
  logOverride: { 'empty-import-meta': 'silent' }
};

await fs.rm('dist', { recursive: true, force: true });
await buildCatalog('src/core/models/catalog', 'dist');
const builds = production ? [host, webview, worker] : [host, webview, worker, hostTests];
if (watch) {
  for (const options of builds) await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
} else {
  const results = await Promise.all(builds.map(options => esbuild.build(options)));
  if (meta) {
    for (const [i, name] of ['host', 'webview'].entries()) {
      await fs.writeFile(`dist/meta-${name}.json`, JSON.stringify(results[i]?.metafile));
    }
  }
}
