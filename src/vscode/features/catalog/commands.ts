import { Commands } from '../../contributions.ts';
import type { Handlers } from '../../handlers.ts';
import { checkModels } from './modelChanges.ts';
import { addModel, removeModel } from './userModels.ts';

/** The person's own models. */
export const modelHandlers = {
  [Commands.addModel]: addModel,
  [Commands.checkModels]: checkModels,
  [Commands.removeModel]: removeModel
} satisfies Handlers;
