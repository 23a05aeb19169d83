import path from 'node:path';

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '../..');

/** The built extension and the tests that run inside VS Code. */
export const dist = path.join(root, 'dist');

/** The output of the scripts: packages, screenshots, logs. */
export const build = path.join(root, 'build');
