import type { Batch } from '../../../src/shared/protocol/batch.ts';
import type { ResultOf } from '../../../src/shared/protocol/requests.ts';
import type { App } from './app.ts';
import { rollSeeds } from '../model/seeds.ts';

/** Milliseconds for which the button rests after a click, so that a slip of the finger does not buy twice. */
const REST = 1000;

/** The Run button: how often, for how much, and that a click runs once. */
export class Runner {
  running = false;
  batch: Batch = { times: 1 };
  /** What the batch costs, once the host has said; absent for a single run. */
  quote: ResultOf<'quote'> | undefined;
  private quoting = 0;
  private readonly app: App;
  private readonly rest: (callback: () => void, ms: number) => void;

  constructor(app: App, rest: (callback: () => void, ms: number) => void) {
    this.app = app;
    this.rest = rest;
  }

  get isBatch(): boolean {
    return this.batch.times > 1 || this.batch.sweep !== undefined;
  }

  /** There is nothing to run. Of a sweep, what is wrong with the draft may be just what its values put right. */
  private get blocked(): boolean {
    if (this.batch.sweep !== undefined) return this.quote?.count === 0;
    return (this.app.evaluation?.issues.length ?? 0) > 0;
  }

  setBatch(batch: Batch): void {
    this.batch = batch;
    this.quote = undefined;
    this.app.changed();
    this.requote();
  }

  /** Asks what the batch costs for the present draft; the last question counts. */
  requote(): void {
    if (this.isBatch) void this.askQuote();
  }

  private async askQuote(): Promise<void> {
    const asking = ++this.quoting;
    const { app, batch } = this;
    const { model } = app;
    if (model === undefined || batch.sweep?.values.length === 0) return;
    try {
      const quote = await app.rpc.ask('quote', { model, draft: app.draft, batch });
      if (asking !== this.quoting || batch !== this.batch) return;
      this.quote = quote;
      app.changed();
    } catch (error) {
      app.fail(error);
    }
  }

  /** Runs once, and not again before the answer came and the button had its rest. */
  async run(): Promise<void> {
    const { app } = this;
    const { model } = app;
    if (this.running || app.busy || model === undefined) return;
    app.touched.attempted = true;
    if (!app.evaluator.busy && this.blocked) {
      app.changed();
      return;
    }
    this.running = true;
    app.problem = undefined;
    app.changed();
    const rested = new Promise<void>(resolve => this.rest(resolve, REST));
    try {
      // The host keeps the draft that runs, and messages keep their order.
      app.evaluator.tell();
      const batch = this.isBatch ? { batch: this.batch } : {};
      const { started, problem } = await app.rpc.ask('run', { model, draft: app.draft, ...batch });
      if (started) {
        app.touched.attempted = false;
        rollSeeds(app);
        app.problem = problem;
      } else app.evaluate();
    } catch (error) {
      app.fail(error);
    }
    await rested;
    this.running = false;
    app.changed();
  }
}
