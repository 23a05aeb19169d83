import { Commands } from '../../contributions.ts';
import { pauseBatch, resumeBatch, retryFailed, stopBatch, toFront } from './batchCommands.ts';
import type { Handlers } from '../../handlers.ts';

/** What is done with a batch and with what waits in it. */
export const batchHandlers = {
  [Commands.taskToFront]: toFront,
  [Commands.batchPause]: pauseBatch,
  [Commands.batchResume]: resumeBatch,
  [Commands.batchStop]: stopBatch,
  [Commands.batchRetryFailed]: retryFailed
} satisfies Handlers;
