/** A measured value with its maximum or minimum. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: 'kB' | 'ms' | '×' | 'MB';
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly note?: string;
}

/** Prints the row; returns false when the value is outside its budget. */
export function printRow(row: Row): boolean {
  const { value, atMost = Infinity, atLeast = -Infinity } = row;
  const kept = value <= atMost && value >= atLeast;
  const digits = row.unit === '×' ? 2 : 1;
  const budget = row.atMost !== undefined ? `≤ ${row.atMost}` : row.atLeast !== undefined ? `≥ ${row.atLeast}` : '';
  const cells = [row.what.padEnd(46), `${value.toFixed(digits)} ${row.unit}`.padStart(12), budget.padStart(9)];
  console.log(`${kept ? ' ' : '!'} ${cells.join(' ')}${row.note ? `   ${row.note}` : ''}`);
  return kept;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
