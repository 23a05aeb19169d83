import type { MatrixResult } from './matrix.ts';

export function matrixLine({ kills, steps, randomMoments, freezes, clockMoves, verdict }: MatrixResult): string {
  const { intents, submissions, results, explained, duplicates, losses } = verdict;
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
export function matrixProblems({ verdict, leaks }: MatrixResult): readonly string[] {
  const { duplicates, losses, wrongs } = verdict;
  return [...duplicates, ...losses, ...wrongs, ...(leaks > 0 ? [`the key went astray ${leaks} times`] : [])];
}
