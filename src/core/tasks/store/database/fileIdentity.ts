import fs from 'node:fs';

/** Inodes of a database and its write-ahead log; undefined for a missing file. */
export interface FileIdentity {
  readonly database: bigint | undefined;
  readonly log: bigint | undefined;
}

/** @throws the error of the file system, except for a missing file. */
export const identityOf = (file: string): FileIdentity => ({ database: inode(file), log: inode(`${file}-wal`) });

/** Whether a database opened as `before` is still the one that other windows open. */
export function changeOf(before: FileIdentity, after: FileIdentity): 'none' | 'database' | 'log' {
  if (before.database !== after.database) return 'database';
  return before.log === after.log ? 'none' : 'log';
}

const inode = (file: string): bigint | undefined => fs.statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
