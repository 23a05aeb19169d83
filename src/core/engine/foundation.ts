import path from 'node:path';
import type { EnginePorts } from '../base/ports.ts';
import { safeLogger } from '../base/safeLogger.ts';
import { systemClock } from '../base/systemClock.ts';
import { CATALOG_CALLS, CATALOG_SYNCS, QUERIES } from '../http/rateLimit/limits.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import type { Catalog } from '../models/catalog.ts';
import { loadCatalog } from '../models/loadCatalog.ts';
import { LiveModels } from '../models/live/liveModels.ts';
import { openDocsModels } from '../models/docs/docsModels.ts';
import { RateLimitStore } from '../tasks/store/rateLimitStore.ts';
import type { Ledger } from '../tasks/store/ledger.ts';
import { storageError } from '../tasks/store/database/storageError.ts';
import { makeStorage, openLedger } from './openLedger.ts';

/** Replacements for tests. */
export interface EngineOverrides {
  readonly client?: KieClient;
  readonly catalog?: Catalog;
}

/** Storage, catalog and client of an engine. */
export type Foundation = Awaited<ReturnType<typeof openFoundation>>;

/** Opens the parts that do not depend on the rest of the engine. */
export async function openFoundation(ports: EnginePorts, overrides: EngineOverrides) {
  const { clock = systemClock, storageDir } = ports;
  const log = safeLogger(ports.log);
  const settings = (): ReturnType<EnginePorts['settings']> => ports.settings();
  const apiKey = (): Promise<string | undefined> => ports.apiKey();
  await makeStorage(storageDir);
  const catalog = overrides.catalog ?? (await loadCatalog(ports.catalogFile, ports.catalogTextsFile));
  const docsBaseUrl = (): string | undefined => ports.docsBaseUrl?.();
  const docs = await openDocsModels({ catalog, storageDir, settings, log, docsBaseUrl });
  const store = openLedger({ storageDir, clock, log, entry: model => catalog.entry(model) });
  const { ledger, journal } = store;
  const rateLimits = openRateLimits(path.join(storageDir, 'pace.db'), log, ledger);
  const queryWindow = rateLimits.window('queries', QUERIES);
  const catalogWindow = rateLimits.window('catalog', CATALOG_CALLS);
  const client =
    overrides.client ??
    (await import('../kie/client.ts')).createKieClient({
      ...{ settings, apiKey, log, clock, queryWindow, catalogWindow }
    });
  const disposal = new AbortController();
  const liveModels = await LiveModels.open({
    ...{ calls: client.liveCatalog, catalog, storageDir, apiKey, settings, clock, log, signal: disposal.signal },
    attempts: rateLimits.window('catalogSyncs', CATALOG_SYNCS)
  });
  return {
    storageDir,
    clock,
    log,
    settings,
    apiKey,
    catalog,
    docs,
    liveModels,
    store,
    ledger,
    journal,
    rateLimits,
    client,
    disposal
  };
}

/** Closes the ledger when the rate limits cannot be opened. */
function openRateLimits(file: string, log: EnginePorts['log'], ledger: Ledger): RateLimitStore {
  try {
    return RateLimitStore.open(file, log);
  } catch (error) {
    ledger.database.close();
    throw storageError(error, file) ?? error;
  }
}
