import * as l10n from '@vscode/l10n';
import type { Disposable } from '../base/ports.ts';
import { cleanUpKept } from '../tasks/run/download/keepContent.ts';
import type { EngineParts } from './openParts.ts';

/** Resumes the work of earlier sessions, and closes everything in order. */
export class Lifecycle implements Disposable {
  readonly #parts: EngineParts;
  #closing: Promise<void> | undefined;
  #hasResumed = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  resumeAll(): void {
    const { context, supervisor, batches, connection, store } = this.#parts;
    this.#retryUnsaved();
    supervisor.rescue();
    if (this.#hasResumed) return;
    void cleanUpKept(context);
    this.#hasResumed = true;
    for (const id of store.paused) batches.report(id);
    connection.onDidChange(online => {
      if (online) this.#retryUnsaved();
    });
  }

  dispose(): void {
    if (this.#closing !== undefined) return;
    const { disposal, ledger, context, account, docs, liveModels, supervisor, client, rateLimits } = this.#parts;
    disposal.abort(new Error(l10n.t('KIE Studio is closing.')));
    try {
      ledger.leases.releaseAll();
    } catch (error) {
      context.log.warn(`Leases could not be released and will expire: ${String(error)}`);
    }
    account.dispose();
    docs.dispose();
    liveModels.dispose();
    this.#closing = supervisor.idle().then(() => {
      client.dispose();
      ledger.database.close();
      rateLimits.close();
    });
  }

  closed(): Promise<void> {
    return this.#closing ?? Promise.resolve();
  }

  /** Retries saving results that failed because of transient errors. */
  #retryUnsaved(): void {
    const { ledger, tasks } = this.#parts;
    for (const localId of ledger.tasks.worthRetrying()) tasks.resume(localId);
  }
}
