import type { Services } from '../../services.ts';

/** The implementation of a command. Its arguments are not validated. */
export type Handler = (services: Services, ...args: unknown[]) => unknown;
