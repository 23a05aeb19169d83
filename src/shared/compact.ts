/** Removes undefined values, for exactOptionalPropertyTypes. */
export function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  // A loop, because it runs for every row of a long history.
  const kept: Partial<T> = {};
  for (const name in value) if (value[name] !== undefined) kept[name] = value[name];
  return kept as T;
}
