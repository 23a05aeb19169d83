import { createTable } from '../columns.ts';
import { ALL_RESULT_COLUMNS } from '../resultColumns.ts';
import { TASK_COLUMNS } from '../taskColumns.ts';

/**
 * Creates an empty ledger of the newest version. The steps in migrations.ts add the same tables to existing ledgers.
 */
export const NEW_LEDGER = `
  ${createTable('tasks', TASK_COLUMNS)}
  CREATE INDEX tasks_by_revision ON tasks (revision);
  CREATE INDEX tasks_by_state ON tasks (state);
  CREATE INDEX tasks_by_model ON tasks (model, submitted_at) WHERE took_ms IS NOT NULL;
  CREATE INDEX tasks_by_created ON tasks (created_at);
  CREATE INDEX tasks_by_batch ON tasks (batch_id, turn) WHERE batch_id IS NOT NULL;
  CREATE INDEX tasks_by_retried ON tasks (retry_of) WHERE retry_of IS NOT NULL;

  ${createTable('results', ALL_RESULT_COLUMNS, 'PRIMARY KEY (local_id, idx)')}
  CREATE UNIQUE INDEX results_by_key ON results (local_id, item_key);
  CREATE INDEX results_by_path ON results (path COLLATE NOCASE) WHERE path IS NOT NULL;
  CREATE INDEX results_by_replaced ON results (replaces COLLATE NOCASE) WHERE replaces IS NOT NULL;

  CREATE TABLE removed (local_id TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
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

  CREATE TABLE uploads (url TEXT PRIMARY KEY, source TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
  CREATE TABLE uploaded (
    content TEXT NOT NULL,
    host TEXT NOT NULL,
    url TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (content, host)
  ) STRICT;
  CREATE TABLE issued (url TEXT PRIMARY KEY, local_id TEXT NOT NULL, seen_at INTEGER NOT NULL) STRICT;

  CREATE TABLE files (
    path TEXT PRIMARY KEY,
    local_id TEXT NOT NULL,
    task_id TEXT,
    model TEXT NOT NULL,
    input TEXT NOT NULL,
    saved_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE spent (day TEXT PRIMARY KEY, credits REAL NOT NULL) STRICT;
  CREATE TABLE identity (id INTEGER PRIMARY KEY CHECK (id = 1), file TEXT NOT NULL, journal TEXT NOT NULL) STRICT;
  CREATE TABLE attended (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT;

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
  END;`;
