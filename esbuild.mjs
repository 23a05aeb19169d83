// Builds everything that runs: the catalog (checked), the host code, the webview and the tests that run in the host.
//   node esbuild.mjs [--production] [--watch] [--meta]
import * as esbuild from 'esbuild';
import fs from 'node:fs/promises';
import { mergeStartup } from './src/build/mergeStartup.ts';
import { nodeRequire } from './src/build/nodeRequire.ts';
import { buildCatalog } from './src/core/models/format/buildCatalog.ts';

const [production, watch, meta] = ['--production', '--watch', '--meta'].map(flag => process.argv.includes(flag));

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

/** @type {esbuild.BuildOptions} */
const node = { ...common, format: 'esm', platform: 'node', target: 'node22' };

/** @type {esbuild.BuildOptions} */
const host = {
  ...node,
  entryPoints: { extension: 'src/extension.ts' },
  splitting: true, // Code behind `await import()` becomes a file of its own that loads on first use.
  outdir: 'dist',
  // Names make a stack readable; in the package, the imports of long names add up.
  chunkNames: production ? 'chunks/[hash]' : 'chunks/[name]-[hash]',
  external: ['vscode'],
  // The browser variant is an ES module and reads no files: the extension passes the contents.
  alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js' },
  metafile: true,
  plugins: [nodeRequire, mergeStartup('dist/extension.js')]
};

// Workers are built on their own: chunks shared with the extension would import `vscode`, which workers do not have.
/** @type {esbuild.BuildOptions} */
const workers = { ...node, entryPoints: ['src/core/files/lengths/containerWorker.ts'], outdir: 'dist/chunks' };

const page = {
  generate: 'webview/generate/main.ts',
  imageTool: 'webview/imageTool/main.ts',
  result: 'webview/result/main.ts',
  // Loaded when a file has sound that the browser cannot decode; the second one has another license.
  sound: 'webview/sound/sound.ts',
  aac: 'webview/sound/aac.ts'
};
/** @type {esbuild.BuildOptions} */
const webview = {
  ...common,
  entryPoints: page,
  format: 'esm',
  target: 'chrome140',
  outdir: 'dist/webview',
  alias: { aac: './thirdParty/aac/src/decoder.js', av: './webview/sound/aurora.ts' }
};

/** @type {esbuild.BuildOptions} */
const hostTests = {
  ...node,
  minify: false,
  // Each suite becomes a file of its own, which index.ts passes to Mocha.
  entryPoints: ['test/host/index.ts', ...(await Array.fromAsync(fs.glob('test/host/suite/**/*.test.ts')))].map(
    file => ({
      in: file,
      out: file === 'test/host/index.ts' ? 'host' : file.slice('test/host/'.length, -'.ts'.length)
    })
  ),
  format: 'cjs',
  outdir: 'dist/test',
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
  // The one use of import.meta in these files handles its absence.
  logOverride: { 'empty-import-meta': 'silent' }
};

await fs.rm('dist', { recursive: true, force: true });
await buildCatalog('src/core/models/catalog', 'dist');
const builds = { host, webview, workers, ...(production ? {} : { hostTests }) };
if (watch) {
  for (const options of Object.values(builds)) await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
} else {
  const build = async ([name, options]) => {
    const { metafile } = await esbuild.build(options);
    if (meta) await fs.writeFile(`dist/meta-${name}.json`, JSON.stringify(metafile));
  };
  await Promise.all(Object.entries(builds).map(build));
}
