import type { CommandId } from './contributions.ts';
import type { Deps } from './services.ts';

/** What a command does with the arguments it was given, of which nothing is known. */
export type Handler = (deps: Deps, ...args: unknown[]) => unknown;

/** The commands of one file that is loaded when one of them is first asked for. */
export type Handlers = Readonly<Partial<Record<CommandId, Handler>>>;
