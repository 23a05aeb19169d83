/**
 * undici fills process-wide slots while it is evaluated, and the `fetch` of the host and of other extensions reads them.
 * undiciModule.ts imports this file, undici and undiciSlotsAfter.ts in that order: modules of one graph are evaluated in
 * order without a pause, so nobody else runs between the three.
 */
const SLOTS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => Symbol.for(name));

// undici looks at the global web classes, which loads Node's own copy; that copy fills the slots once, at its loading, and
// `fetch` fails for the whole process when it does not. So it comes first, with its own agent, as at any first fetch.
Reflect.get(globalThis, 'Response');

type Slot = { readonly key: symbol; readonly before: PropertyDescriptor | undefined };

export const slots: readonly Slot[] = SLOTS.map(key => ({
  key,
  before: Object.getOwnPropertyDescriptor(globalThis, key)
}));

// undici defines an empty slot as not configurable: it could never be made absent again. A stand-in keeps it from doing so.
for (const { key, before } of slots) {
  if (before === undefined) {
    Object.defineProperty(globalThis, key, { value: { dispatch: () => false }, configurable: true, writable: true });
  }
}
