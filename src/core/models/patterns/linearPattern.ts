import { RegExpParser } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import { charsOf } from './charRanges.ts';
import { EMPTY, eitherOf, inSequence, oneChar, repeated } from './patternParts.ts';
import type { PatternPart } from './patternParts.ts';

const MAX_LENGTH = 500;
/** Nested groups need memory for each repetition, which is limited. */
const MAX_GROUPS = 30;
/** Maximum of the attempts per character times the length of the pattern. */
const MAX_WORK = 10_000;

/**
 * Whether matching a pattern (flag `u`) provably takes time proportional to the text. Patterns from outside run in the
 * extension host, where backtracking would block everything. Returns false for lookarounds, backreferences and modifiers,
 * which are not analyzed, and for other dialects.
 */
export function isLinearPattern(pattern: string): boolean {
  if (pattern.length > MAX_LENGTH || pattern.split('(').length > MAX_GROUPS + 1) return false;
  try {
    const parsed = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(pattern, 0, pattern.length, { unicode: true });
    const attempts = parsed.alternatives.map(attemptsOf).reduce((a, b) => a + b);
    if (attempts * pattern.length > MAX_WORK) return false;
    // The first use compiles the pattern, which fails for one that is too large.
    new RegExp(pattern, 'u').test('');
    return true;
  } catch {
    return false; // The caller reports it as unsupported.
  }
}

/** The attempts for each character of a text. Without `^`, each position of a text is a new beginning. */
function attemptsOf(alternative: AST.Alternative): number {
  if (isAnchored(alternative)) return sequence(alternative.elements).live;
  const { max, live } = sequence(withShortTail(alternative.elements));
  return live * Math.max(max, 1);
}

function isAnchored({ elements }: AST.Alternative): boolean {
  const [start] = elements;
  if (start?.type === 'Group' || start?.type === 'CapturingGroup') return start.alternatives.every(isAnchored);
  return start?.type === 'Assertion' && start.kind === 'start';
}

/** Only whether there is a match counts, so an unbounded repetition at the end can stop at its minimum, or at one. */
function withShortTail(elements: readonly AST.Element[]): readonly AST.Element[] {
  const last = elements.at(-1);
  if (last?.type !== 'Quantifier' || last.max !== Infinity || partOf(last.element).max !== 1) return elements;
  return [...elements.slice(0, -1), { ...last, max: Math.max(last.min, 1) }];
}

const sequence = (elements: readonly AST.Element[]): PatternPart =>
  elements.map(partOf).reduceRight((rest, part) => inSequence(part, rest), EMPTY);

/** @throws an Error for an element that is not analyzed */
function partOf(node: AST.Element): PatternPart {
  switch (node.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return oneChar(charsOf(node));
    case 'Quantifier':
      return repeated(partOf(node.element), node.min, node.max);
    case 'Group':
    case 'CapturingGroup':
      return eitherOf(node.alternatives.map(({ elements }) => sequence(elements)));
    case 'Assertion':
      if (node.kind === 'lookahead' || node.kind === 'lookbehind') break;
      return EMPTY;
    case 'Backreference':
    case 'ExpressionCharacterClass':
      break;
  }
  throw new Error(`not analyzed: ${node.type}`);
}
