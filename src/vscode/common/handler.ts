import type { Services } from '../services.ts';

/** The implementation of a command. Nothing is known about its arguments. */
export type Handler = (services: Services, ...args: unknown[]) => unknown;
