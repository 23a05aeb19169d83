import type { Database } from './database/database.ts';

/**
 * Results expire after 24 hours (docs.kie.ai/common-api/download-url); the margin lets KIE read the URL before that.
 */
const RESULT_LIFE_MS = 20 * 3_600_000;

/** URLs of uploaded files, and whether KIE can still read a URL. */
export class UploadStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Records the URL of an uploaded file. `expiresAt` is in milliseconds since 1970. */
  add(source: string, url: string, expiresAt: number): void {
    const sql = 'INSERT OR REPLACE INTO uploads (url, source, expires_at) VALUES (?, ?, ?)';
    this.#db.run(sql, url, source, expiresAt);
  }

  /** Records the URL of content at an upload host, so that the same content is uploaded once. */
  addContent(content: string, host: string, url: string, expiresAt: number): void {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM uploaded WHERE expires_at <= ?', this.#db.now());
      const sql = 'INSERT OR REPLACE INTO uploaded (content, host, url, expires_at) VALUES (?, ?, ?, ?)';
      this.#db.run(sql, content, host, url, expiresAt);
    });
  }

  /** Returns the URL of content that remains valid for at least `aliveMs` more milliseconds. */
  findContent(content: string, host: string, aliveMs: number): string | undefined {
    const sql = 'SELECT url FROM uploaded WHERE content = ? AND host = ? AND expires_at > ?';
    const row = this.#db.get(sql, content, host, this.#db.now() + aliveMs);
    return row === undefined ? undefined : String(row['url']);
  }

  /** Whether the URL of an upload remains valid for at least `aliveMs` more milliseconds. */
  isAlive(url: string, aliveMs: number): boolean {
    const sql = 'SELECT 1 FROM uploads WHERE url = ? AND expires_at > ?';
    return this.#db.get(sql, url, this.#db.now() + aliveMs) !== undefined;
  }

  /** Deletes URLs that KIE cannot read. */
  drop(urls: readonly string[]): void {
    this.#db.transaction(() => {
      for (const url of urls) {
        this.#db.run('DELETE FROM uploaded WHERE url = ?', url);
        this.#db.run('DELETE FROM uploads WHERE url = ?', url);
      }
    });
  }

  /** Whether KIE issued this URL, for an upload or a result, and it has not expired. */
  isIssued(url: string): boolean {
    const found = this.#db.get(
      'SELECT 1 FROM uploads WHERE url = ?1 AND expires_at > ?2 UNION SELECT 1 FROM issued WHERE url = ?1 AND seen_at > ?3',
      url,
      this.#db.now(),
      this.#db.now() - RESULT_LIFE_MS
    );
    return found !== undefined;
  }
}
