/** An immutable state with change notifications. */
export interface Store<S extends object> {
  get(): S;
  /** Replaces the given keys. Listeners are called once, unless no value differs from before. */
  update(change: Partial<S>): void;
  /** Calls `listener` after each change. Returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** Creates a store. Parts of its state must never be changed in place: listeners compare by identity. */
export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update: change => {
      const keys = Object.keys(change) as (keyof S)[];
      if (keys.every(key => Object.is(state[key], change[key]))) return;
      state = { ...state, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}
