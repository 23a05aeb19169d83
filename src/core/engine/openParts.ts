import type { EnginePorts } from '../base/ports.ts';
import { TaskActions } from '../tasks/actions/actions.ts';
import { Batches } from '../tasks/batches.ts';
import { Connection } from '../tasks/connection.ts';
import { TaskEvents } from '../tasks/events.ts';
import { Purchases } from '../tasks/actions/purchases.ts';
import { VisibleTasks } from '../tasks/visibleTasks.ts';
import { KieAccount } from './account.ts';
import { Drafts } from './drafts.ts';
import type { EngineOverrides } from './foundation.ts';
import { openFoundation } from './foundation.ts';
import { ModelWatch } from './modelWatch.ts';
import { Prices } from './prices.ts';
import { Samples } from './samples.ts';
import { listingOf } from './listing.ts';
import { createTaskContext, createTaskRuntime } from './taskRuntime.ts';

/** Parts of an engine. */
export type EngineParts = Awaited<ReturnType<typeof openParts>>;

/** Opens the files and connects the parts without starting any work. */
export async function openParts(ports: EnginePorts, overrides: EngineOverrides) {
  const foundation = await openFoundation(ports, overrides);
  const { apiKey, catalog, client, clock, log, ledger, disposal, settings, storageDir } = foundation;
  const { signal } = disposal;
  const events = new TaskEvents(ledger, clock, log, signal);
  const connection = new Connection(clock, log, signal);
  const account = new KieAccount({ client, clock, log, connection, ledger, signal });
  const calls = client.liveCatalog;
  const watch = new ModelWatch({ calls, catalog, storageDir, apiKey, settings, clock, log, signal });
  const list = (): void => watch.useListing(listingOf(foundation.liveModels.list));
  list();
  foundation.liveModels.onChange(list);
  const prices = new Prices({ client, catalog, signal, priceText: model => watch.priceText(model) });
  const drafts = new Drafts(catalog, () => settings().callBackUrl, {
    priced: entry => prices.priced(entry),
    price: (price, entry, request) => prices.corrected(price, entry, request),
    warnings: (entry, input) => watch.warnings(entry, input)
  });
  const samples = new Samples({ client, storageDir, signal });
  const visible = new VisibleTasks();
  const parts = { ...foundation, events, connection, account, prices, drafts, visible, watch, samples };
  const context = createTaskContext(parts, id => batches.report(id));
  const runtime = createTaskRuntime({ ...parts, context }, () => batches.pump());
  const purchases = new Purchases(runtime);
  const batches: Batches = new Batches(runtime, purchases);
  const tasks = new TaskActions({ ...runtime, purchases, events, catalog, visible, pump: () => batches.pump() });
  return { ...parts, ...runtime, batches, tasks };
}
