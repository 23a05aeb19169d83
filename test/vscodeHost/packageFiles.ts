// Creates the package, and checks that it contains exactly the expected files.
import fs from 'node:fs/promises';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { packageReadme } from '../../src/build/packageReadme.ts';
import { build, root } from './paths.ts';

/** 2.5 MB, in bytes. */
export const MAX_PACKAGE_BYTES = 2_500_000;

const allowed = [
  /^package\.json$/,
  /^package\.nls(\.[\w-]+)?\.json$/,
  /^(README|CHANGELOG)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^dist\/(extension|chunks\/[\w.-]+)\.js$/,
  /^dist\/webview\/\w+\.js$/,
  /^dist\/catalog\.json$/,
  /^media\/(icon\.png|kie(-dark|-light)?\.svg|walkthrough\/\w+\.svg)$/,
  // The license of AAC.js asks for its texts.
  /^thirdParty\/aac\/(LICENSE|COPYING)$/,
  /^l10n\/(bundle\.l10n|catalog)\.[\w-]+\.json$/
];

const required = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'dist/extension.js',
  'dist/catalog.json',
  'thirdParty/aac/LICENSE',
  'thirdParty/aac/COPYING'
];

/**
 * Creates the package; builds for production first, through the script vscode:prepublish. Resolves to its size in
 * bytes. Once package.json names a repository, the packager itself makes relative URLs of the README absolute.
 */
export async function makePackage(packagePath: string): Promise<number> {
  await fs.mkdir(path.dirname(packagePath), { recursive: true });
  await fs.rm(packagePath, { force: true });
  const { repository } = await manifest();
  const withoutRepository = {
    readmePath: await writeReadme(),
    rewriteRelativeLinks: false,
    allowMissingRepository: true
  };
  await createVSIX({
    cwd: root,
    packagePath,
    dependencies: false,
    ...(repository === undefined ? withoutRepository : {})
  });
  return (await fs.stat(packagePath)).size;
}

/** Writes the README for a package without a repository. Resolves to its path relative to the checkout. */
async function writeReadme(): Promise<string> {
  const text = await fs.readFile(path.join(root, 'README.md'), 'utf8');
  const file = path.join(build, 'package/README.md');
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, await packageReadme(text, image => fs.readFile(path.join(root, image))));
  return path.relative(root, file).replaceAll(path.sep, '/');
}

/** Paths relative to the checkout that .vscodeignore includes in the package. */
export async function packagedFiles(): Promise<string[]> {
  return listFiles({ cwd: root, packageManager: PackageManager.None });
}

/** Returns one line for each unexpected or missing file. */
export function fileProblems(files: readonly string[]): string[] {
  const names = files.map(file => file.replace(/^extension\//, '').replaceAll('\\', '/'));
  return [
    ...names.filter(name => !allowed.some(pattern => pattern.test(name))).map(name => `unexpected: ${name}`),
    ...required
      .filter(name => !names.some(given => given.toLowerCase() === name.toLowerCase()))
      .map(name => `missing: ${name}`)
  ];
}

/** Copies the built extension into a folder of installed extensions, as installing the VSIX would. */
export async function installInto(extensionsDir: string): Promise<void> {
  const { publisher, name, version } = await manifest();
  const target = path.join(extensionsDir, `${publisher}.${name}-${version}`);
  for (const file of await packagedFiles()) await fs.cp(path.join(root, file), path.join(target, file));
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
  readonly repository?: unknown;
}

const manifest = async (): Promise<Manifest> =>
  JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
