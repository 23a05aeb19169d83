import type { MatrixResult } from './matrix.ts';

export function matrixLine({ kills, steps, randomMoments, freezes, clockMoves, findings }: MatrixResult): string {
  const { intents, submissions, results, explained, duplicates, losses } = findings;
  return [
    `crash matrix: ${kills} kills (at ${steps.size} different steps and ${randomMoments} random moments)`,
    `${freezes} windows frozen for longer than a lease`,
    `${clockMoves} clocks set`,
    `${duplicates.length} duplicate submissions`,
    `${losses.length} lost results`,
    `${intents} intents gave ${submissions} submissions and ${results} files, ${explained} ended with an explanation`
  ].join(', ');
}

/** Returns all violations; empty when there are none. */
export function matrixProblems({ findings, leaks }: MatrixResult): readonly string[] {
  const { duplicates, losses, violations } = findings;
  return [...duplicates, ...losses, ...violations, ...(leaks > 0 ? [`the key leaked ${leaks} times`] : [])];
}
