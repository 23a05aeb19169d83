/** The worker that looks into videos and sound: see clipThread.ts. */
import { parentPort } from 'node:worker_threads';
import { LogLevel, Logging } from 'mediabunny';
import { clipFacts } from './clipFacts.ts';

Logging.level = LogLevel.Silent;

parentPort?.on('message', (path: string) => {
  clipFacts(path).then(
    facts => parentPort?.postMessage({ facts }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
  );
});
