import { SYNCHRONOUS_SERVICES } from './synchronousServices.ts';
import { JOBS } from './jobs.ts';
import { MUSIC_SERVICES } from './musicServices.ts';
import { VISUAL_SERVICES } from './visualServices.ts';
import type { Service } from './service.ts';
import { serviceOf } from './serviceOf.ts';

/** All services, the current one first. */
export const SERVICES: readonly Service[] = [
  JOBS,
  ...[...VISUAL_SERVICES, ...MUSIC_SERVICES, ...SYNCHRONOUS_SERVICES].map(serviceOf)
];

const BY_OPERATION = new Map(SERVICES.flatMap(service => service.operations.map(operation => [operation, service])));
const BY_ID = new Map(SERVICES.map(service => [service.id, service]));

/** Returns the service of an operation (`POST /api/v1/veo/generate`); undefined for queries and unknown operations. */
export const serviceFor = (operation: string): Service | undefined => BY_OPERATION.get(operation);

/** Returns a service by its ID. */
export const serviceById = (id: string): Service | undefined => BY_ID.get(id);
