import { ALL_CHARS, NO_CHARS, overlaps } from './charRanges.ts';
import type { CharRanges } from './charRanges.ts';

/** Bounds on what a part of a pattern matches, and on the work of a matcher that tries one way after another. */
export interface PatternPart {
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

export const EMPTY: PatternPart = { min: 0, max: 0, head: [], first: NO_CHARS, next: NO_CHARS, ways: 1, live: 1 };

export const oneChar = (chars: CharRanges): PatternPart => ({
  min: 1,
  max: 1,
  head: [chars],
  first: chars,
  next: NO_CHARS,
  ways: 1,
  live: 1
});

/** One part and then another. Where the end of `a` is ambiguous, each possible end is one more way. */
export function inSequence(a: PatternPart, b: PatternPart): PatternPart {
  const isAmbiguous = overlaps(a.next, b.first);
  const ends = (length: number): number => (isAmbiguous ? Math.min(a.max - a.min, length) + 1 : 1);
  const later = ends(b.max) * a.ways * b.live;
  return normalize({
    min: a.min + b.min,
    max: a.max + b.max,
    head: a.head.length === a.max ? [...a.head, ...b.head] : a.head,
    first: a.min === 0 ? [...a.first, ...b.first] : a.first,
    next: isAmbiguous ? ALL_CHARS : b.min === 0 ? [...a.next, ...b.next] : b.next,
    ways: ends(b.max - b.min) * a.ways * b.ways,
    live: isAmbiguous ? a.live + later : Math.max(a.live, later)
  });
}

/** One of several alternatives. Their ways add up unless they always match different texts. */
export function eitherOf(parts: readonly PatternPart[]): PatternPart {
  const differAtOnce = everyPair(parts, (a, b) => !overlaps(a.first, b.first) && a.min + b.min > 0);
  const differ =
    differAtOnce || everyPair(parts, (a, b) => a.head.some((chars, i) => !overlaps(chars, b.head[i] ?? ALL_CHARS)));
  const max = (counts: readonly number[]): number => Math.max(...counts);
  const sum = (counts: readonly number[]): number => counts.reduce((one, other) => one + other);
  const heads = Math.min(...parts.map(({ head }) => head.length));
  return normalize({
    min: Math.min(...parts.map(({ min }) => min)),
    max: Math.max(...parts.map(({ max }) => max)),
    head: Array.from({ length: heads }, (_, i) => parts.flatMap(({ head }) => head[i] ?? ALL_CHARS)),
    first: parts.flatMap(({ first }) => first),
    next: differ ? parts.flatMap(({ next }) => next) : ALL_CHARS,
    ways: (differ ? max : sum)(parts.map(({ ways }) => ways)),
    live: (differAtOnce ? max : sum)(parts.map(({ live }) => live))
  });
}

/** A part from `min` to `max` times. */
export function repeated(part: PatternPart, min: number, max: number): PatternPart {
  if (max === 0) return EMPTY;
  const isAmbiguous = max > 1 && overlaps(part.next, part.first);
  // A matcher may also try a repetition that matches nothing.
  const extra = part.min === 0 && min === 0 ? 1 : 0;
  const waysEach = (isAmbiguous ? part.max - part.min + 1 : 1) * part.ways + extra;
  const waysOf = (count: number): number => (waysEach === 1 ? 1 : waysEach ** count);
  return normalize({
    min: min === 0 ? 0 : min * part.min,
    max: part.max === 0 ? 0 : max * part.max,
    head: min === 0 ? [] : part.head,
    first: part.first,
    next: isAmbiguous ? ALL_CHARS : max > 1 ? [...part.next, ...part.first] : part.next,
    ways: waysOf(max),
    live: waysOf(max - 1) * (isAmbiguous ? max : 1) * (part.live + extra)
  });
}

/** Limits the head, and adds what can follow an optional part. */
function normalize(part: PatternPart): PatternPart {
  const head = part.head.slice(0, MAX_HEAD);
  if (part.min === part.max) return { ...part, head, next: NO_CHARS };
  return { ...part, head, next: part.min === 0 ? [...part.next, ...part.first] : part.next };
}

const everyPair = (parts: readonly PatternPart[], differ: (a: PatternPart, b: PatternPart) => boolean): boolean =>
  parts.every((a, i) => parts.slice(i + 1).every(b => differ(a, b)));
