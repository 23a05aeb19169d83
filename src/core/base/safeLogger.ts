import { logLine } from '../../shared/foreignText.ts';
import type { Logger } from './ports.ts';

/** Wraps a logger so that each entry is one bounded line, even when it quotes text from servers or files. */
export function safeLogger(log: Logger): Logger {
  return {
    debug: message => log.debug(logLine(message)),
    info: message => log.info(logLine(message)),
    warn: message => log.warn(logLine(message)),
    error: message => log.error(logLine(message))
  };
}
