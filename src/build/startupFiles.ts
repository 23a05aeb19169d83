import type { Metafile } from 'esbuild';

export type Outputs = Metafile['outputs'];

/**
 * The built files that load together with `entry`, the entry first. Files behind `await import()` are left out, and so
 * are chunks without a source, which esbuild adds for CommonJS.
 */
export function startupFiles(outputs: Outputs, entry: string): readonly string[] {
  const files = new Set([entry]);
  // A set that grows while it is iterated also yields the new members.
  for (const file of files) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      const hasSource = Object.keys(outputs[path]?.inputs ?? {}).length > 0;
      if (kind === 'import-statement' && hasSource) files.add(path);
    }
  }
  return [...files];
}
