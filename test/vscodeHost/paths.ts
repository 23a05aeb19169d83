import path from 'node:path';

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Where the built extension and the tests that run inside VS Code are. */
export const dist = path.join(root, 'dist');

/** What the scripts leave behind for people: packages, screenshots, logs. */
export const build = path.join(root, 'build');
