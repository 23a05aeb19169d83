/**
 * Each step upgrades an existing ledger by one version. Never edit a released step: add a new one, and the same
 * columns, tables and indexes to `NEW_LEDGER`.
 */
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
  // Legacy services, results that arrive one after the other, and values for follow-up operations.
  `ALTER TABLE tasks ADD COLUMN service TEXT;
   ALTER TABLE tasks ADD COLUMN note TEXT;
   ALTER TABLE tasks ADD COLUMN early_asked INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE results ADD COLUMN item_key TEXT;
   ALTER TABLE results ADD COLUMN ref TEXT;
   ALTER TABLE results ADD COLUMN title TEXT;
   ALTER TABLE results ADD COLUMN extension TEXT;
   UPDATE results SET item_key = '#' || idx;
   CREATE UNIQUE INDEX results_by_key ON results (local_id, item_key);`,
  // Balance around a submission, retries, batches, uploads by content, daily credits of removed tasks, and the history
  // of states of every task.
  `ALTER TABLE tasks ADD COLUMN balance_before REAL;
   ALTER TABLE tasks ADD COLUMN balance_after REAL;
   ALTER TABLE tasks ADD COLUMN exact INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE tasks ADD COLUMN retry_of TEXT;
   ALTER TABLE tasks ADD COLUMN batch_id TEXT;
   ALTER TABLE tasks ADD COLUMN turn INTEGER;
   CREATE INDEX tasks_by_created ON tasks (created_at);
   CREATE INDEX tasks_by_batch ON tasks (batch_id, turn) WHERE batch_id IS NOT NULL;
   CREATE INDEX tasks_by_retried ON tasks (retry_of) WHERE retry_of IS NOT NULL;
   CREATE INDEX removed_by_revision ON removed (revision);
   CREATE TABLE batches (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     state TEXT NOT NULL,
     at_once INTEGER NOT NULL,
     reason TEXT,
     created_at INTEGER NOT NULL,
     finished_at INTEGER
   ) STRICT;
   CREATE TABLE uploaded (
     content TEXT NOT NULL,
     host TEXT NOT NULL,
     url TEXT NOT NULL,
     expires_at INTEGER NOT NULL,
     PRIMARY KEY (content, host)
   ) STRICT;
   CREATE TABLE spent (day TEXT PRIMARY KEY, credits REAL NOT NULL) STRICT;
   CREATE TABLE states (
     local_id TEXT NOT NULL REFERENCES tasks (local_id) ON DELETE CASCADE,
     at INTEGER NOT NULL,
     state TEXT NOT NULL
   ) STRICT;
   CREATE INDEX states_by_task ON states (local_id);
   CREATE TRIGGER state_begun AFTER INSERT ON tasks BEGIN
     INSERT INTO states VALUES (new.local_id, new.updated_at, new.state);
   END;
   CREATE TRIGGER state_changed AFTER UPDATE OF state ON tasks WHEN old.state <> new.state BEGIN
     INSERT INTO states VALUES (new.local_id, new.updated_at, new.state);
   END;`,
  // Tasks that wait for the user's approval.
  `ALTER TABLE tasks ADD COLUMN hold TEXT;
   ALTER TABLE tasks ADD COLUMN approved_at INTEGER;`,
  // Last time a window attended the unsent tasks.
  `CREATE TABLE attended (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT;`,
  // Whether an estimate is exact, an upper bound, or approximate.
  `ALTER TABLE tasks ADD COLUMN estimate_kind TEXT;`,
  // Results whose content is stored although it was not recognized, and files that a repeated download replaces.
  `ALTER TABLE results ADD COLUMN held TEXT;
   ALTER TABLE results ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE results ADD COLUMN replaces TEXT;`,
  // The file and journal of this ledger, to detect a copy and a lost journal.
  `CREATE TABLE identity (id INTEGER PRIMARY KEY CHECK (id = 1), file TEXT NOT NULL, journal TEXT NOT NULL) STRICT;`,
  // The results that have or need a path.
  `CREATE INDEX results_by_path ON results (path COLLATE NOCASE) WHERE path IS NOT NULL;
   CREATE INDEX results_by_replaced ON results (replaces COLLATE NOCASE) WHERE replaces IS NOT NULL;`
];
