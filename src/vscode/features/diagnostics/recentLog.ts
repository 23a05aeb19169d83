import type { Logger } from '../../../core/base/ports.ts';

const MOST = 600;

/** A log that remembers its last lines, whatever level the channel shows: for "Copy Diagnostics". */
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
    this.#lines.push(`${new Date().toISOString()} ${level} ${message}`);
    if (this.#lines.length > MOST) this.#lines.shift();
    this.#log[level](message);
  }
}
