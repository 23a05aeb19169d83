import fs from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

const CREATE_REQUIRE =
  "import{createRequire as kieCreateRequire}from'node:module';const require=kieCreateRequire(import.meta.url);";

/**
 * Gives bundled CommonJS packages a `require` for the modules of Node. Only the chunk that contains esbuild's own
 * replacement gets it; a banner would add it to every chunk.
 */
export const nodeRequire: Plugin = {
  name: 'node-require',
  setup(build) {
    build.initialOptions.write = false;
    const folder = build.initialOptions.absWorkingDir ?? process.cwd();
    build.onEnd(async ({ outputFiles = [], metafile }) => {
      for (const { path: file, text, contents } of outputFiles) {
        const needsRequire = file.endsWith('.js') && text.includes('typeof require');
        await fs.mkdir(path.dirname(file), { recursive: true });
        await fs.writeFile(file, needsRequire ? CREATE_REQUIRE + text : contents);
        const output = metafile?.outputs[path.relative(folder, file).replaceAll(path.sep, '/')];
        if (needsRequire && output !== undefined) output.bytes += CREATE_REQUIRE.length;
      }
    });
  }
};
