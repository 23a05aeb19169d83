import { logLine } from '../../shared/foreignText.ts';
import type { Logger } from './ports.ts';

const MAX_LINES = 600;

/**
 * A logger that keeps its last lines for "Copy Diagnostics", regardless of the log level. Each entry is one line of
 * limited length, so that texts of servers and files cannot forge another entry.
 */
export class RecentLog implements Logger {
  readonly #log: Logger;
  readonly #lines: string[] = [];

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Oldest first, each with its time and level. The engine has already redacted the API key in every line. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  debug(message: string): void {
    this.#add('debug', message);
  }

  info(message: string): void {
    this.#add('info', message);
  }

  warn(message: string): void {
    this.#add('warn', message);
  }

  error(message: string): void {
    this.#add('error', message);
  }

  #add(level: keyof Logger, message: string): void {
    const line = logLine(message);
    this.#lines.push(`${new Date().toISOString()} ${level} ${line}`);
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
    this.#log[level](line);
  }
}
