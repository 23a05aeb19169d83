/** Ids other than task ids issued by the emulator: follow-up requests refer to them. */
export type IdKind = 'track' | 'stem' | 'persona' | 'voice' | 'omniAudio' | 'omniCharacter';

export interface IssuedId {
  readonly kind: IdKind;
  readonly id: string;
  /** The task whose result contains it; absent for responses without a task. */
  readonly taskId?: string;
  /** The index of the track in its task, from 0, and its length. */
  readonly index?: number;
  readonly seconds?: number;
}

export class IssuedIds {
  readonly #ids = new Map<string, IssuedId>();
  readonly #products = new Map<string, string>();

  add(issued: IssuedId): string {
    this.#ids.set(issued.id, issued);
    return issued.id;
  }

  find(kind: IdKind, id: unknown): IssuedId | undefined {
    const issued = typeof id === 'string' ? this.#ids.get(id) : undefined;
    return issued?.kind === kind ? issued : undefined;
  }

  /** Returns the task that created a product that exists once per source, such as the WAV of a track. */
  taskOfProduct(key: string): string | undefined {
    return this.#products.get(key);
  }

  addProduct(key: string, taskId: string): void {
    this.#products.set(key, taskId);
  }

  clear(): void {
    this.#ids.clear();
    this.#products.clear();
  }
}
