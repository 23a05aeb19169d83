import type { Task } from '../../../shared/task.ts';
import { LedgerLeases } from './leaseStore.ts';

/** Results live for 24 hours (docs.kie.ai/common-api/download-url); a little less, so that none dies on its way. */
const RESULT_LIFE_MS = 20 * 3_600_000;

/** Addresses that KIE gave, files that were saved, and how long tasks took. */
export class LedgerAddresses extends LedgerLeases {
  addUpload(source: string, url: string, expiresAt: number): void {
    this.run('INSERT OR REPLACE INTO uploads (url, source, expires_at) VALUES (?, ?, ?)', url, source, expiresAt);
  }

  /** Notes where a content lies at an upload host until `expiresAt`. */
  addUploaded(content: string, host: string, url: string, expiresAt: number): void {
    this.transaction(() => {
      this.run('DELETE FROM uploaded WHERE expires_at <= ?', this.now());
      this.run('INSERT OR REPLACE INTO uploaded VALUES (?, ?, ?, ?)', content, host, url, expiresAt);
    });
  }

  /** Where a content surely lies for `aliveMs` yet. */
  uploaded(content: string, host: string, aliveMs: number): string | undefined {
    const row = this.statement('SELECT url FROM uploaded WHERE content = ? AND host = ? AND expires_at > ?').get(
      content,
      host,
      this.now() + aliveMs
    );
    return row === undefined ? undefined : String(row['url']);
  }

  /** KIE cannot read what lies at these addresses: none of them is used again. */
  dropUploads(urls: readonly string[]): void {
    this.transaction(() => {
      for (const url of urls) {
        this.run('DELETE FROM uploaded WHERE url = ?', url);
        this.run('DELETE FROM uploads WHERE url = ?', url);
      }
    });
  }

  /** Whether KIE gave this address, upload or result, and it still lives. */
  isIssued(url: string): boolean {
    const found = this.statement(
      'SELECT 1 FROM uploads WHERE url = ?1 AND expires_at > ?2 UNION SELECT 1 FROM issued WHERE url = ?1 AND seen_at > ?3'
    ).get(url, this.now(), this.now() - RESULT_LIFE_MS);
    return found !== undefined;
  }

  addFile(path: string, task: Task): void {
    this.run(
      'INSERT OR REPLACE INTO files (path, local_id, task_id, model, input, saved_at) VALUES (?, ?, ?, ?, ?, ?)',
      path,
      task.localId,
      task.taskId ?? null,
      task.model,
      JSON.stringify(task.input),
      this.now()
    );
  }

  file(path: string): Record<string, unknown> | undefined {
    return this.statement('SELECT * FROM files WHERE path = ?').get(path);
  }

  /** Times from submission to success of the last 20 tasks of a model, in milliseconds. */
  durations(model: string): number[] {
    return this.statement(
      'SELECT took_ms FROM tasks WHERE model = ? AND took_ms IS NOT NULL ORDER BY submitted_at DESC LIMIT 20'
    )
      .all(model)
      .map(row => Number(row['took_ms']));
  }
}
