import type { Texts } from './texts.ts';

interface Difference {
  /** Keys without a translation. */
  readonly missing: readonly string[];
  /** Translated keys that the sources no longer have. */
  readonly unused: readonly string[];
}

/** Compares the keys of the sources with those of a translation. An empty translation counts as missing. */
export function compareKeys(english: Texts, translated: Texts): Difference {
  return {
    missing: Object.keys(english).filter(key => (translated[key] ?? '').trim() === ''),
    unused: Object.keys(translated).filter(key => !Object.hasOwn(english, key))
  };
}
