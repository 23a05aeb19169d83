/** The ids that the emulator gave besides task ids: what follow-up requests may name. */
export type IdKind = 'track' | 'stem' | 'persona' | 'voice' | 'omniAudio' | 'omniCharacter';

export interface IssuedId {
  readonly kind: IdKind;
  readonly id: string;
  /** The task whose result holds it; absent for answers without a task. */
  readonly taskId?: string;
  /** Which of its task's tracks it is, from 0, and how long. */
  readonly index?: number;
  readonly seconds?: number;
}

export class Issued {
  readonly #ids = new Map<string, IssuedId>();
  readonly #made = new Map<string, string>();

  add(issued: IssuedId): string {
    this.#ids.set(issued.id, issued);
    return issued.id;
  }

  find(kind: IdKind, id: unknown): IssuedId | undefined {
    const issued = typeof id === 'string' ? this.#ids.get(id) : undefined;
    return issued?.kind === kind ? issued : undefined;
  }

  /** The task that made a thing of which each source has one only, such as the WAV of a track. */
  madeBy(key: string): string | undefined {
    return this.#made.get(key);
  }

  remember(key: string, taskId: string): void {
    this.#made.set(key, taskId);
  }

  clear(): void {
    this.#ids.clear();
    this.#made.clear();
  }
}
