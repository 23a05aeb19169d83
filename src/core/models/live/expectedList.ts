import { CREATE_TASK } from '../../../shared/model.ts';
import type { Catalog } from '../catalog.ts';
import type { StoredList } from './storedList.ts';

/**
 * The list to compare the first one with: the models that KIE listed when the table was made. A model that it removed
 * since then is found with the first list.
 */
export const expectedList = (catalog: Catalog): StoredList => ({
  readAt: 0,
  models: catalog.sources
    .filter(({ id }) => catalog.origin(id) === 'built-in')
    .filter(({ operation, status, unlisted }) => operation === CREATE_TASK && status === 'current' && unlisted !== true)
    .map(({ id }) => ({ model: id, taskTypes: [], since: 0 })),
  entries: [],
  unusable: []
});
