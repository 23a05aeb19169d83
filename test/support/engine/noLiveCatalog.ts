import type { LiveCatalogCalls } from '../../../src/core/kie/clientTypes.ts';

const unavailable = (): Promise<never> => Promise.reject(new Error('The live catalog is not available.'));

/** For fakes of KIE that serve no live catalog. */
export const noLiveCatalog: LiveCatalogCalls = {
  models: unavailable,
  schema: unavailable,
  price: unavailable,
  successRate: unavailable
};
