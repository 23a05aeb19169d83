import type { DatabaseSync } from 'node:sqlite';

/** Each step brings the ledger one version up. Steps that were released are never edited: add a new one. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE tasks (
     local_id TEXT PRIMARY KEY,
     task_id TEXT,
     model TEXT NOT NULL,
     state TEXT NOT NULL,
     input TEXT NOT NULL,
     plan TEXT NOT NULL,
     request TEXT,
     save_to TEXT NOT NULL,
     origin TEXT NOT NULL,
     progress REAL,
     estimate REAL,
     credits REAL,
     error TEXT,
     attempts INTEGER NOT NULL DEFAULT 0,
     stop_asked INTEGER NOT NULL DEFAULT 0,
     created_at INTEGER NOT NULL,
     submitted_at INTEGER,
     finished_at INTEGER,
     updated_at INTEGER NOT NULL,
     took_ms INTEGER,
     lease_owner TEXT,
     lease_until INTEGER NOT NULL DEFAULT 0,
     revision INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX tasks_by_revision ON tasks (revision);
   CREATE INDEX tasks_by_state ON tasks (state);
   CREATE INDEX tasks_by_model ON tasks (model, submitted_at) WHERE took_ms IS NOT NULL;
   CREATE TABLE removed (local_id TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
   CREATE TABLE results (
     local_id TEXT NOT NULL REFERENCES tasks (local_id) ON DELETE CASCADE,
     idx INTEGER NOT NULL,
     kind TEXT NOT NULL,
     url TEXT,
     text TEXT,
     role TEXT,
     state TEXT NOT NULL,
     part TEXT,
     path TEXT,
     bytes INTEGER,
     error TEXT,
     PRIMARY KEY (local_id, idx)
   ) STRICT;
   CREATE TABLE uploads (
     url TEXT PRIMARY KEY,
     source TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE issued (
     url TEXT PRIMARY KEY,
     local_id TEXT NOT NULL,
     seen_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE files (
     path TEXT PRIMARY KEY,
     local_id TEXT NOT NULL,
     task_id TEXT,
     model TEXT NOT NULL,
     input TEXT NOT NULL,
     saved_at INTEGER NOT NULL
   ) STRICT;`,
  // Former services, results that come one after the other, and what follow-up operations ask for.
  `ALTER TABLE tasks ADD COLUMN service TEXT;
   ALTER TABLE tasks ADD COLUMN note TEXT;
   ALTER TABLE tasks ADD COLUMN early_asked INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE results ADD COLUMN item_key TEXT;
   ALTER TABLE results ADD COLUMN ref TEXT;
   ALTER TABLE results ADD COLUMN title TEXT;
   ALTER TABLE results ADD COLUMN extension TEXT;
   UPDATE results SET item_key = '#' || idx;
   CREATE UNIQUE INDEX results_by_key ON results (local_id, item_key);`
];

/** Brings the database to the newest version, a transaction a step. Throws when a newer KIE Studio wrote it. */
export function migrate(db: DatabaseSync, steps: readonly string[] = MIGRATIONS): void {
  // Two windows may start at once: the version is read again under the write lock.
  for (;;) {
    db.exec('BEGIN IMMEDIATE');
    try {
      const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
      if (version > steps.length) {
        throw new Error(`The task ledger has version ${version}, this KIE Studio knows ${steps.length}: update it.`);
      }
      const step = steps[version];
      if (step !== undefined) db.exec(`${step};\nPRAGMA user_version = ${version + 1}`);
      db.exec('COMMIT');
      if (step === undefined) return;
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  }
}
