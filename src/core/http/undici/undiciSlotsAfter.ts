import { slots } from './undiciSlotsBefore.ts';

for (const { key, before } of slots) {
  if (before === undefined) Reflect.deleteProperty(globalThis, key);
  else if (Reflect.get(globalThis, key) !== before.value && before.writable === true) {
    Reflect.set(globalThis, key, before.value);
  }
}
