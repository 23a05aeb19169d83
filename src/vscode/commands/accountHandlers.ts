import { Commands } from '../ids.ts';
import type { Handlers } from './handlers.ts';
import { removeApiKey, setApiKey } from './key.ts';
import { refreshCredits, showStatus } from './status.ts';

/** The key and the balance. */
export const accountHandlers = {
  [Commands.setApiKey]: setApiKey,
  [Commands.removeApiKey]: removeApiKey,
  [Commands.refreshCredits]: refreshCredits,
  [Commands.showStatus]: showStatus
} satisfies Handlers;
