/**
 * undici sets process-wide slots when it is evaluated, and `fetch` of the extension host and of other extensions reads
 * them. undiciModule.ts imports this file, undici and undiciSlotsAfter.ts in that order. Modules of one graph are
 * evaluated in order without a pause, so no other code runs between the three.
 */
const SLOTS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => Symbol.for(name));

// undici reads the global web classes, which loads Node's own copy. That copy sets the slots once, when it is loaded, and
// `fetch` fails in the whole process if it does not. So load it first, with its own agent, as the first fetch would.
Reflect.get(globalThis, 'Response');

type Slot = { readonly key: symbol; readonly before: PropertyDescriptor | undefined };

/** The slots and their values before undici is loaded. */
export const slots: readonly Slot[] = SLOTS.map(key => ({
  key,
  before: Object.getOwnPropertyDescriptor(globalThis, key)
}));

// undici defines an empty slot as not configurable, so it could never be removed again. A placeholder prevents that.
for (const { key, before } of slots) {
  if (before === undefined) {
    Object.defineProperty(globalThis, key, { value: { dispatch: () => false }, configurable: true, writable: true });
  }
}
