import { Commands } from '../../contributions.ts';
import { copyDiagnostics } from './diagnostics.ts';
import { followTask } from '../tasks/adoptTask.ts';
import type { Handlers } from '../../handlers.ts';
import { clearHistory, exportHistory } from './history.ts';
import { moreFromResult } from '../tasks/followUps.ts';
import { showPrice } from '../catalog/showPrice.ts';
import { explainUnknown } from '../tasks/unknownTask.ts';

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
