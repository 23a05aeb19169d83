import type { Ledger } from './resultStore.ts';

/** Where a saved file came from. Kept when the task itself is removed from the list. */
export interface Provenance {
  readonly localId: string;
  readonly taskId?: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** The task that made a file, by its absolute path. */
export function taskOfFile(ledger: Ledger, path: string): Provenance | undefined {
  const row = ledger.file(path);
  if (row === undefined) return undefined;
  return {
    localId: String(row['local_id']),
    ...(typeof row['task_id'] === 'string' ? { taskId: row['task_id'] } : {}),
    model: String(row['model']),
    input: JSON.parse(String(row['input'])) as Record<string, unknown>,
    savedAt: Number(row['saved_at'])
  };
}
