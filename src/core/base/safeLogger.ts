import { logLine } from '../../shared/foreignText.ts';
import type { Logger } from './ports.ts';

/** A logger whose entries are one bounded line each, whatever texts of servers and files they quote. */
export function safeLogger(log: Logger): Logger {
  return {
    debug: message => log.debug(logLine(message)),
    info: message => log.info(logLine(message)),
    warn: message => log.warn(logLine(message)),
    error: message => log.error(logLine(message))
  };
}
