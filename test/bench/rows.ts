/** A measured value with its maximum or minimum. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: 'kB' | 'ms' | '×' | 'MB';
  readonly max?: number;
  readonly min?: number;
  readonly note?: string;
}

/** Prints the row; returns false when the value is outside its budget. */
export function printMeasurement(row: Measurement): boolean {
  const { value, max: atMost = Infinity, min: atLeast = -Infinity } = row;
  const kept = value <= atMost && value >= atLeast;
  const digits = row.unit === '×' ? 2 : 1;
  const budget = row.max !== undefined ? `≤ ${row.max}` : row.min !== undefined ? `≥ ${row.min}` : '';
  const cells = [row.name.padEnd(46), `${value.toFixed(digits)} ${row.unit}`.padStart(12), budget.padStart(9)];
  console.log(`${kept ? ' ' : '!'} ${cells.join(' ')}${row.note ? `   ${row.note}` : ''}`);
  return kept;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
