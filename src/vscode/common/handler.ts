import type { Deps } from '../services.ts';

/** The implementation of a command. Nothing is known about its arguments. */
export type Handler = (deps: Deps, ...args: unknown[]) => unknown;
