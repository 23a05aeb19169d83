import { logLine } from '../../../shared/foreignText.ts';
import type { Logger } from '../../../core/base/ports.ts';

const MAX_LINES = 600;

/**
 * A log that keeps its last lines for "Copy Diagnostics", whatever level the channel shows. Each entry is one bounded line:
 * the texts of servers and files in it cannot forge another.
 */
export class RecentLog implements Logger {
  readonly #log: Logger;
  readonly #lines: string[] = [];

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Oldest first, each with its time and level. The engine has taken the key out of every line. */
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
