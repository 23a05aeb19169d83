/** A value with the values before it, for undo, and the undone ones, for redo. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

export const startHistory = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** Makes `next` the value, as a step of its own. */
export const record = <T>({ past, now }: History<T>, next: T): History<T> => ({
  past: [...past, now],
  now: next,
  future: []
});

/** Changes the value without a step of its own, while a gesture lasts. */
export const amend = <T>(history: History<T>, now: T): History<T> => ({ ...history, now });

/** Goes back one step; at the first value, nothing changes. */
export function undo<T>(history: History<T>): History<T> {
  const { past, now, future } = history;
  return past.length === 0 ? history : { past: past.slice(0, -1), now: past.at(-1) as T, future: [now, ...future] };
}

/** Goes forward one undone step; at the last value, nothing changes. */
export function redo<T>(history: History<T>): History<T> {
  const { past, now, future } = history;
  return future.length === 0 ? history : { past: [...past, now], now: future[0] as T, future: future.slice(1) };
}
