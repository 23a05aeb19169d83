/** A list of numbers as users write it: "1, 2; 5-8". */
import * as l10n from '@vscode/l10n';
import { MAX_DECIMALS, decimalSeparator, exactText } from '../../../../src/shared/format/decimalText.ts';
import { numberText } from '../../../../src/shared/format/numberText.ts';
import type { Param } from '../../../../src/shared/model.ts';
import { MAX_RUNS } from '../../../../src/shared/protocol/batch.ts';
import { TO, partProblem, spaceProblems, withDecimalPoints } from './ambiguousNumbers.ts';

export interface NumberList {
  /** In the order of the text, each once. */
  readonly numbers: readonly number[];
  /** The parts that are no numbers, as sentences for the user. */
  readonly problems: readonly string[];
  readonly hasDuplicates: boolean;
}

type NumberParam = Pick<Param, 'type' | 'step' | 'multipleOf'>;

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * Reads numbers separated by commas, semicolons, spaces or lines, and ranges. A comma inside a number is a decimal
 * separator where the language has that one, or where semicolons separate the numbers. A number with more than one
 * reading is a problem.
 */
export function readNumbers(text: string, param: NumberParam): NumberList {
  const tidy = text
    .replace(/[、，]/g, ', ')
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?<=\d)(?:\s*(?:\.{2,3}|~)\s*|-\s*|\s+-\s+)(?=[-+]?[\d.])/g, TO);
  const spaced = spaceProblems(tidy);
  if (spaced.length > 0) return { numbers: [], problems: spaced, hasDuplicates: false };
  const hasSemicolons = tidy.includes(';');
  const hasDecimalCommas = hasSemicolons || (decimalSeparator() === ',' && param.type !== 'integer');
  const parts = tidy
    .split(/;|,(?!\S)|(?<!\S),|\s/)
    .map(part => (hasDecimalCommas ? withDecimalPoints(part, param) : part))
    .filter(part => part.replaceAll(',', '') !== '');
  const problems: string[] = [];
  const all = parts.flatMap(part => {
    const problem = partProblem(part, param, hasSemicolons);
    if (problem === undefined) return part.split(',').flatMap(one => numbersOf(one, param, problems));
    problems.push(problem);
    return [];
  });
  const numbers = [...new Set(all)];
  return { numbers, problems, hasDuplicates: numbers.length < all.length };
}

/** The numbers as they run, for a text that has ranges, duplicates or other separators. */
export const numbersText = (numbers: readonly number[]): string =>
  numbers.map(exactText).join(decimalSeparator() === ',' ? '; ' : ', ');

function numbersOf(part: string, param: NumberParam, problems: string[]): readonly number[] {
  if (part === '') return [];
  const shown = part.replaceAll(TO, '-');
  const ends = part.split(TO);
  const [from = NaN, to = from] = ends.map(end => (NUMBER.test(end) ? Number(end) : NaN));
  if (!Number.isFinite(from) || !Number.isFinite(to) || ends.length > 2) {
    problems.push(l10n.t('"{0}" isn\'t a number. Enter numbers separated by commas.', shown));
    return [];
  }
  if ([from, to].some(end => Number.isInteger(end) && !Number.isSafeInteger(end))) {
    problems.push(l10n.t('"{0}" has too many digits.', shown));
    return [];
  }
  if ([from, to].some(end => Number(end.toFixed(MAX_DECIMALS)) !== end)) {
    problems.push(l10n.t('"{0}" has too many decimal places. Use at most {1} decimal places.', shown, MAX_DECIMALS));
    return [];
  }
  if (ends.length === 1) return [from];
  const step = stepOf(param, from, to);
  if (step === undefined) {
    problems.push(l10n.t('The range "{0}" has no step. List the values instead.', shown));
    return [];
  }
  // A small excess for the rounding of the division.
  const count = Math.floor(Math.abs(to - from) / step + 1e-6) + 1;
  if (count <= MAX_RUNS) return Array.from({ length: count }, (_, i) => valueAt(from, Math.sign(to - from) * step * i));
  problems.push(
    l10n.t('"{0}" has {1} values, but at most {2} runs can be started at once.', shown, numberText(count), MAX_RUNS)
  );
  return [];
}

/** The distance of the values in a range; undefined when it is not known. */
function stepOf({ type, step, multipleOf }: NumberParam, ...ends: readonly number[]): number | undefined {
  return step ?? multipleOf ?? (type === 'integer' || ends.every(Number.isInteger) ? 1 : undefined);
}

/** Without the error of binary fractions: 0.3 instead of 0.30000000000000004. */
const valueAt = (from: number, distance: number): number => Number((from + distance).toFixed(9));
