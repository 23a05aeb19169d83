// One transfer with the extension's own client, in its own process so that its memory can be measured.
import { once } from 'node:events';
import { createKieClient } from '../../src/core/kie/client.ts';

export interface Job {
  readonly do: 'upload' | 'download';
  readonly file: string;
  /** The URL to download. */
  readonly url?: string;
  readonly apiBaseUrl: string;
  readonly uploadBaseUrl: string;
  readonly key: string;
}

export interface Outcome {
  readonly seconds: number;
  /** Peak resident memory during the transfer, above that of the idle client, in bytes. */
  readonly extraBytes: number;
}

const [job] = (await once(process, 'message')) as [Job];
const ignore = () => undefined;
const client = createKieClient({
  settings: () => ({ apiBaseUrl: job.apiBaseUrl, uploadBaseUrl: job.uploadBaseUrl, proxySupport: 'off' }),
  apiKey: () => Promise.resolve(job.key),
  log: { debug: ignore, info: ignore, warn: ignore, error: ignore }
});
await client.credits(); // loads undici and creates the agent: this is the idle state

const idle = process.memoryUsage.rss();
let peak = idle;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);
const start = performance.now();
if (job.do === 'upload') await client.uploadFile(job.file, { mime: 'video/mp4' });
else await client.download(job.url ?? '', job.file);
const seconds = (performance.now() - start) / 1000;
clearInterval(watch);
client.dispose();
process.send?.({ seconds, extraBytes: peak - idle } satisfies Outcome);
process.disconnect();
