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

/**
 * Returns a key of a file that a copy does not share. Where a file system does not record the time of creation, Node
 * returns 0 or the time of the last change instead.
 */
export function fileKey(file: string): string {
  const { ino, birthtimeNs, ctimeNs } = fs.statSync(file, { bigint: true });
  return birthtimeNs === 0n || birthtimeNs === ctimeNs ? `${ino}` : `${ino}:${birthtimeNs}`;
}

/** Whether two keys from {@link fileKey} identify the same file. */
export function isSameFile(first: string, second: string): boolean {
  const [ino, birth] = first.split(':');
  const [otherIno, otherBirth] = second.split(':');
  return ino === otherIno && (birth === undefined || otherBirth === undefined || birth === otherBirth);
}
