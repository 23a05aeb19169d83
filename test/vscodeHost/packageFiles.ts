// What belongs into the package, and the check that nothing else got in.
import fs from 'node:fs/promises';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { root } from './paths.ts';

/** 2.5 MB, in bytes. */
export const packageLimit = 2_500_000;

const allowed = [
  /^package\.json$/,
  /^package\.nls(\.[\w-]+)?\.json$/,
  /^(README|CHANGELOG)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^dist\/(extension|chunks\/[\w.-]+)\.js$/,
  /^dist\/webview\/[\w./-]+\.(js|css|svg|ttf|woff2)$/,
  /^dist\/catalog\.json$/,
  /^media\/[\w./-]+\.(svg|png|md)$/,
  /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/
];

const needed = ['package.json', 'README.md', 'CHANGELOG.md', 'dist/extension.js', 'dist/catalog.json'];

/** Makes the package; builds for production first, through the script vscode:prepublish. Resolves to its size in bytes. */
export async function makePackage(packagePath: string): Promise<number> {
  await fs.mkdir(path.dirname(packagePath), { recursive: true });
  await fs.rm(packagePath, { force: true });
  await createVSIX({
    cwd: root,
    packagePath,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
    skipLicense: false
  });
  return (await fs.stat(packagePath)).size;
}

/** Paths from the checkout that .vscodeignore lets into the package. */
export async function packagedFiles(): Promise<string[]> {
  return listFiles({ cwd: root, packageManager: PackageManager.None });
}

/** One line for each thing that is wrong with the list of files; empty when all is well. */
export function fileProblems(files: readonly string[]): string[] {
  const names = files.map(file => file.replace(/^extension\//, '').replaceAll('\\', '/'));
  return [
    ...names.filter(name => !allowed.some(pattern => pattern.test(name))).map(name => `not expected: ${name}`),
    ...needed
      .filter(name => !names.some(given => given.toLowerCase() === name.toLowerCase()))
      .map(name => `missing: ${name}`)
  ];
}

/** Puts the built extension into a folder of installed extensions, as an installation of the VSIX would. */
export async function installInto(extensionsDir: string): Promise<void> {
  const manifest = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as Record<string, string>;
  const target = path.join(extensionsDir, `${manifest['publisher']}.${manifest['name']}-${manifest['version']}`);
  for (const file of await packagedFiles()) await fs.cp(path.join(root, file), path.join(target, file));
}
