import { Commands } from '../../contributions.ts';
import type { Handlers } from '../../handlers.ts';
import { removeApiKey, setApiKey } from './setApiKey.ts';
import { refreshCredits, showStatus } from '../tasks/status.ts';

/** The key and the balance. */
export const accountHandlers = {
  [Commands.setApiKey]: setApiKey,
  [Commands.removeApiKey]: removeApiKey,
  [Commands.refreshCredits]: refreshCredits,
  [Commands.showStatus]: showStatus
} satisfies Handlers;
