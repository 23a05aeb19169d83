import { Commands } from '../ids.ts';
import { copyDiagnostics } from './diagnostics.ts';
import { followTask } from './follow.ts';
import type { Handlers } from './handlers.ts';
import { clearHistory, exportHistory } from './history.ts';
import { moreFromResult } from './more.ts';
import { showPrice } from './showPrice.ts';
import { explainUnknown } from './unknownTask.ts';

/** What is wanted now and then. */
export const rareHandlers = {
  [Commands.moreFromResult]: moreFromResult,
  [Commands.followTask]: followTask,
  [Commands.taskExplain]: explainUnknown,
  [Commands.showPrice]: showPrice,
  [Commands.copyDiagnostics]: copyDiagnostics,
  [Commands.exportHistory]: exportHistory,
  [Commands.clearHistory]: clearHistory
} satisfies Handlers;
