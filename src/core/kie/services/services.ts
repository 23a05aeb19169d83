import { ANSWERING_SERVICES } from './answeringServices.ts';
import { JOBS } from './jobs.ts';
import { MUSIC_SERVICES } from './musicServices.ts';
import { PICTURE_SERVICES } from './pictureServices.ts';
import type { Service } from './service.ts';
import { serviceOf } from './serviceOf.ts';

/** Every service that can be spoken to, the current one first. */
export const SERVICES: readonly Service[] = [
  JOBS,
  ...[...PICTURE_SERVICES, ...MUSIC_SERVICES, ...ANSWERING_SERVICES].map(serviceOf)
];

const BY_OPERATION = new Map(SERVICES.flatMap(service => service.operations.map(operation => [operation, service])));
const BY_ID = new Map(SERVICES.map(service => [service.id, service]));

/** Who takes an operation (`POST /api/v1/veo/generate`); undefined for queries and for what nobody knows. */
export const serviceFor = (operation: string): Service | undefined => BY_OPERATION.get(operation);

export const serviceById = (id: string): Service | undefined => BY_ID.get(id);
