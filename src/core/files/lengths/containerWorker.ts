/** Worker entry point that reads video and audio files; see containerThread.ts. */
import { parentPort } from 'node:worker_threads';
import { LogLevel, Logging } from 'mediabunny';
import { containerFacts } from './containerFacts.ts';

Logging.level = LogLevel.Silent;

parentPort?.on('message', (path: string) => {
  containerFacts(path).then(
    facts => parentPort?.postMessage({ facts }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
  );
});
