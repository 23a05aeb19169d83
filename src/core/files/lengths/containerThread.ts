import { Worker } from 'node:worker_threads';
import type { MediaFacts } from '../../../shared/form.ts';

/** Limits per file; a file that exceeds one counts as unknown. */
const MAX_MS = 15_000;
const MAX_HEAP_MB = 192;
/** An idle worker is kept this long for the next file. */
const IDLE_MS = 15_000;

type Answer = { readonly facts?: MediaFacts } | { readonly error: string };

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads facts of video or audio in a worker with bounded time and memory, one file at a time. Undefined when the
 * content is unreadable, not a known container, or takes longer than `maxMs`. Never throws.
 */
export async function containerFactsInThread(path: string, maxMs = MAX_MS): Promise<MediaFacts | undefined> {
  const answer = last.then(async () => ask(path, maxMs));
  last = answer;
  return answer;
}

async function ask(path: string, maxMs: number): Promise<MediaFacts | undefined> {
  clearTimeout(idle);
  const current = (worker ??= start());
  current.ref();
  const facts = await new Promise<MediaFacts | undefined>(resolve => {
    const finish = (found?: MediaFacts): void => {
      clearTimeout(timer);
      current.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      resolve(found);
    };
    const onMessage = (answer: Answer): void => finish('facts' in answer ? answer.facts : undefined);
    const onEnd = (): void => {
      if (worker === current) worker = undefined;
      finish();
    };
    const timer = setTimeout(() => {
      void current.terminate();
      onEnd();
    }, maxMs);
    current.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
    current.postMessage(path);
  });
  current.unref();
  if (worker === current) {
    idle = setTimeout(() => {
      worker = undefined;
      void current.terminate();
    }, IDLE_MS).unref();
  }
  return facts;
}

function start(): Worker {
  // Bundled into a separate file next to this one (esbuild.mjs).
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const started = new Worker(new URL(`./containerWorker.${extension}`, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB }
  });
  // Handles errors between two files; the next file starts a new worker.
  started.on('error', () => {
    if (worker === started) worker = undefined;
  });
  return started;
}
