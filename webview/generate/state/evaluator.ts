import type { Draft } from '../../../src/shared/form.ts';
import type { ResultOf } from '../../../src/shared/protocol/requests.ts';
import type { Rpc } from '../../rpc.ts';

export interface Asked {
  readonly model: string;
  readonly draft: Draft;
  readonly edition: number;
  readonly typed: number;
}

/** Asks the host what it makes of the draft: one question at a time; what changes meanwhile goes out with the next. */
export class Evaluator {
  private revision = 0;
  private dirty = false;
  private looping = false;
  private waiting = false;
  private readonly rpc: Rpc;
  private readonly present: () => Asked | undefined;
  private readonly onAnswer: (answer: ResultOf<'evaluate'>) => void;
  private readonly onError: (error: unknown) => void;

  constructor(
    rpc: Rpc,
    /** What there is to ask about now. */
    present: () => Asked | undefined,
    onAnswer: (answer: ResultOf<'evaluate'>) => void,
    onError: (error: unknown) => void
  ) {
    this.rpc = rpc;
    this.present = present;
    this.onAnswer = onAnswer;
    this.onError = onError;
  }

  /** Something is not answered yet. */
  get busy(): boolean {
    return this.dirty || this.waiting;
  }

  ask(): void {
    this.dirty = true;
    if (!this.looping) void this.loop();
  }

  /** What has not been answered yet is of no interest any more. */
  drop(): void {
    this.revision += 1;
  }

  /** Lets the host know the present draft if it does not yet, for something that builds on it follows at once. */
  tell(): void {
    const asked = this.present();
    if (!this.dirty || asked === undefined) return;
    this.dirty = false;
    this.rpc.ask('evaluate', { revision: ++this.revision, ...asked }).catch((error: unknown) => this.onError(error));
  }

  private async loop(): Promise<void> {
    this.looping = true;
    try {
      while (this.dirty) {
        this.dirty = false;
        const asked = this.present();
        if (asked === undefined) continue;
        const revision = ++this.revision;
        this.waiting = true;
        const answer = await this.rpc.ask('evaluate', { revision, ...asked });
        this.waiting = false;
        // The model or all of the draft may be another by now: what was said about the former one does not count.
        if (asked.model === this.present()?.model && answer.revision === this.revision) this.onAnswer(answer);
      }
    } catch (error) {
      this.onError(error);
    } finally {
      this.looping = false;
      this.waiting = false;
    }
  }
}
