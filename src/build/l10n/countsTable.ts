/** Numbers of texts by part. */
type Counts = Readonly<Record<string, number>>;

/** Returns the lines of a table with the number of translated texts by language and part. */
export function countsTable(counts: Readonly<Record<string, Counts>>): readonly string[] {
  const parts = Object.keys(Object.values(counts)[0] ?? {});
  const rows = Object.entries(counts).map(([language, ofParts]) => {
    const numbers = parts.map(part => ofParts[part] ?? 0);
    return [language, ...numbers.map(String), String(numbers.reduce((sum, number) => sum + number, 0))];
  });
  const table = [['texts', ...parts, 'total'], ...rows];
  const width = (column: number): number => Math.max(...table.map(row => row[column]?.length ?? 0));
  return table.map(row =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column) + 2))).join('')
  );
}
