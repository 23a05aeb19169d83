import { ALL_CHARS, NO_CHARS, overlaps } from './charRanges.ts';
import type { CharRanges } from './charRanges.ts';

/** Bounds on what a part of a pattern matches, and on the work of a matcher that tries one way after another. */
export interface Part {
  /** Number of characters. */
  readonly min: number;
  readonly max: number;
  /** The characters at the first positions of every match, as far as the positions are fixed. */
  readonly head: readonly CharRanges[];
  /** The characters that a match can begin with. */
  readonly first: CharRanges;
  /** The characters that can follow a match inside a longer match. */
  readonly next: CharRanges;
  /** The most ways in which the part matches the same text. */
  readonly ways: number;
  /** The same for the beginning of a match: the most attempts that are alive at one position of a text. */
  readonly live: number;
}

const MAX_HEAD = 16;

export const EMPTY: Part = { min: 0, max: 0, head: [], first: NO_CHARS, next: NO_CHARS, ways: 1, live: 1 };

export const oneChar = (chars: CharRanges): Part => ({
  ...{ min: 1, max: 1, head: [chars], first: chars, next: NO_CHARS },
  ...{ ways: 1, live: 1 }
});

/** One part and then another. Where the end of `a` is ambiguous, each possible end is one more way. */
export function inSequence(a: Part, b: Part): Part {
  const isAmbiguous = overlaps(a.next, b.first);
  const ends = (length: number): number => (isAmbiguous ? Math.min(a.max - a.min, length) + 1 : 1);
  const later = ends(b.max) * a.ways * b.live;
  return complete({
    min: a.min + b.min,
    max: a.max + b.max,
    head: a.head.length === a.max ? [...a.head, ...b.head] : a.head,
    first: a.min === 0 ? [...a.first, ...b.first] : a.first,
    next: isAmbiguous ? ALL_CHARS : b.min === 0 ? [...a.next, ...b.next] : b.next,
    ways: ends(b.max - b.min) * a.ways * b.ways,
    live: isAmbiguous ? a.live + later : Math.max(a.live, later)
  });
}

export function eitherOf(parts: readonly Part[]): Part {
  const differAtOnce = areAll(parts, (a, b) => !overlaps(a.first, b.first) && a.min + b.min > 0);
  const differ =
    differAtOnce || areAll(parts, (a, b) => a.head.some((chars, i) => !overlaps(chars, b.head[i] ?? ALL_CHARS)));
  const all = (value: (part: Part) => number, isMax: boolean): number =>
    parts.map(value).reduce((one, other) => (isMax ? Math.max(one, other) : one + other));
  const heads = Math.min(...parts.map(({ head }) => head.length));
  return complete({
    min: Math.min(...parts.map(({ min }) => min)),
    max: Math.max(...parts.map(({ max }) => max)),
    head: Array.from({ length: heads }, (_, i) => parts.flatMap(({ head }) => head[i] ?? ALL_CHARS)),
    first: parts.flatMap(({ first }) => first),
    next: differ ? parts.flatMap(({ next }) => next) : ALL_CHARS,
    ways: all(({ ways }) => ways, differ),
    live: all(({ live }) => live, differAtOnce)
  });
}

/** A part from `min` to `max` times. */
export function repeated(part: Part, min: number, max: number): Part {
  if (max === 0) return EMPTY;
  const isAmbiguous = max > 1 && overlaps(part.next, part.first);
  // A matcher may also try a repetition that matches nothing.
  const extra = part.min === 0 && min === 0 ? 1 : 0;
  const each = (isAmbiguous ? part.max - part.min + 1 : 1) * part.ways + extra;
  const power = (count: number): number => (each === 1 ? 1 : each ** count);
  return complete({
    min: min === 0 ? 0 : min * part.min,
    max: part.max === 0 ? 0 : max * part.max,
    head: min === 0 ? [] : part.head,
    first: part.first,
    next: isAmbiguous ? ALL_CHARS : max > 1 ? [...part.next, ...part.first] : part.next,
    ways: power(max),
    live: power(max - 1) * (isAmbiguous ? max : 1) * (part.live + extra)
  });
}

function complete(part: Part): Part {
  const head = part.head.slice(0, MAX_HEAD);
  if (part.min === part.max) return { ...part, head, next: NO_CHARS };
  return { ...part, head, next: part.min === 0 ? [...part.next, ...part.first] : part.next };
}

const areAll = (parts: readonly Part[], differ: (a: Part, b: Part) => boolean): boolean =>
  parts.every((a, i) => parts.slice(i + 1).every(b => differ(a, b)));
