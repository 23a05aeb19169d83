import { Commands } from '../../contributions.ts';
import type { Handlers } from '../../handlers.ts';
import { copyPath, openResult, revealResult, useAsInput } from './resultCommands.ts';
import { runAgain } from './runAgain.ts';
import * as tasks from './taskCommands.ts';

/** What is done with a task and its results. */
export const taskHandlers = {
  [Commands.taskOpen]: openResult,
  [Commands.taskReveal]: revealResult,
  [Commands.taskCopyPath]: copyPath,
  [Commands.taskUseAsInput]: useAsInput,
  [Commands.taskRunAgain]: runAgain,
  [Commands.taskApprove]: tasks.approve,
  [Commands.taskStop]: tasks.stop,
  [Commands.taskResume]: tasks.resume,
  [Commands.taskCollectInto]: tasks.collectInto,
  [Commands.taskAdopt]: tasks.adopt,
  [Commands.taskCollectEarly]: tasks.collectEarly,
  [Commands.taskOpenSuccessor]: tasks.openSuccessor,
  [Commands.taskCopyPrompt]: tasks.copyPrompt,
  [Commands.taskCopyJson]: tasks.copyJson,
  [Commands.taskCopyCurl]: tasks.copyCurl,
  [Commands.taskReuse]: tasks.reuse,
  [Commands.taskRemove]: tasks.remove
} satisfies Handlers;
