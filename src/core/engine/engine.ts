import type { EnginePorts } from '../base/ports.ts';
import type { Engine } from './api.ts';
import { Lifecycle } from './lifecycle.ts';
import type { EngineOverrides } from './foundation.ts';
import { openParts } from './openParts.ts';

/** Opens the ledger and the catalog. Starts no work before `tasks.start` or `resumeAll`. */
export async function createEngine(ports: EnginePorts, overrides: EngineOverrides = {}): Promise<Engine> {
  const parts = await openParts(ports, overrides);
  const { catalog, drafts, tasks, batches, account, prices, docs, liveModels, connection, store, watch, samples } =
    parts;
  const lifecycle = new Lifecycle(parts);
  return {
    models: catalog,
    drafts,
    tasks,
    batches,
    account,
    prices,
    watch,
    samples,
    docs,
    liveModels,
    connection,
    damagedLedger: store.opened.setAside,
    salvagedTasks: store.opened.salvaged ?? 0,
    lostTaskIds: store.lostIds,
    resumeAll: () => lifecycle.resumeAll(),
    dispose: () => lifecycle.dispose(),
    closed: () => lifecycle.closed()
  };
}
