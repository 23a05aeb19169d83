import fs from 'node:fs';
import path from 'node:path';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Disposable, Logger } from '../../base/ports.ts';

/** A single change raises several events. */
const SETTLE_MS = 50;

/**
 * Calls `changed` after the file was written or removed by any process. Watches the folder, because a file renamed into
 * place is a new file each time. Failures to watch (some network drives) are only logged.
 */
export function watchFile(file: string, changed: () => void, log: Logger): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS).unref();
  };
  const failed = (error: unknown): void => {
    log.info(`${file} is not watched: ${messageOf(error)}`);
  };
  let watcher: fs.FSWatcher | undefined;
  try {
    watcher = fs.watch(path.dirname(file), { persistent: false }, (_event, name) => {
      if (name === null || name === path.basename(file)) soon();
    });
    watcher.on('error', failed);
  } catch (error) {
    failed(error);
  }
  return {
    dispose() {
      clearTimeout(timer);
      watcher?.close();
    }
  };
}
