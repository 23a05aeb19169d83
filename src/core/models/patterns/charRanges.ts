import type { AST } from '@eslint-community/regexpp';

/** Code points as pairs of the first and the last one, in no order. */
export type CharRanges = readonly (readonly [number, number])[];

export const NO_CHARS: CharRanges = [];
export const ALL_CHARS: CharRanges = [[0, 0x10ffff]];

const DIGITS: CharRanges = [[0x30, 0x39]];
const WORD: CharRanges = [...DIGITS, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
const LINE_ENDS: CharRanges = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029]
];
const SPACES: CharRanges = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff]
];

/** The characters that one element of a pattern can match. */
export function charsOf(node: AST.Character | AST.CharacterSet | AST.CharacterClass): CharRanges {
  switch (node.type) {
    case 'Character':
      return [[node.value, node.value]];
    case 'CharacterClass': {
      // The complement of too many characters would be too few.
      if (node.negate && !node.elements.every(isExact)) return ALL_CHARS;
      const ranges = node.elements.flatMap(rangesOf);
      return node.negate ? complement(ranges) : ranges;
    }
    case 'CharacterSet':
      return charsOfSet(node);
  }
}

/** Whether `rangesOf` returns exactly the characters of an element, and not all. */
const isExact = (element: AST.CharacterClassElement): boolean =>
  element.type === 'Character' ||
  element.type === 'CharacterClassRange' ||
  (element.type === 'CharacterSet' && element.kind !== 'property');

function rangesOf(element: AST.CharacterClassElement): CharRanges {
  switch (element.type) {
    case 'CharacterClassRange':
      return [[element.min.value, element.max.value]];
    case 'Character':
    case 'CharacterSet':
      return charsOf(element);
    case 'CharacterClass':
    case 'ClassStringDisjunction':
    case 'ExpressionCharacterClass':
      return ALL_CHARS;
  }
}

function charsOfSet(set: AST.CharacterSet): CharRanges {
  if (set.kind === 'any') return complement(LINE_ENDS);
  // The tables of Unicode properties would be a megabyte.
  if (set.kind === 'property') return ALL_CHARS;
  const ranges = { digit: DIGITS, space: SPACES, word: WORD }[set.kind];
  return set.negate ? complement(ranges) : ranges;
}

function complement(ranges: CharRanges): CharRanges {
  const rest: (readonly [number, number])[] = [];
  let next = 0;
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    if (first > next) rest.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= 0x10ffff) rest.push([next, 0x10ffff]);
  return rest;
}

export const overlaps = (one: CharRanges, other: CharRanges): boolean =>
  one.some(([first, last]) => other.some(([from, to]) => first <= to && from <= last));
