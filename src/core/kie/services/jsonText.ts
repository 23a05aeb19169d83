type Part = string | { readonly value: unknown };

/** Maximum levels of indented JSON. Deeper values would be mostly white space, up to gigabytes. */
const MAX_INDENTED_LEVELS = 20;

/**
 * Returns a parsed response as JSON text: indented, or on one line when it is deep. JSON.stringify is recursive and would
 * fail at some thousand levels.
 */
export function jsonText(value: unknown): string {
  if (isDeeper(value, MAX_INDENTED_LEVELS)) return compactText(value);
  try {
    return JSON.stringify(value, null, 2);
  } catch (error) {
    if (error instanceof RangeError) return compactText(value); // longer than a string can be
    throw error;
  }
}

/** Whether a value is nested in more than this number of levels. */
export function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap(inner =>
      typeof inner === 'object' && inner !== null ? (Object.values(inner) as unknown[]) : []
    );
  }
  return false;
}

function compactText(value: unknown): string {
  const texts: string[] = [];
  const open: Part[] = [{ value }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part === 'string') texts.push(part);
    else if (typeof part.value !== 'object' || part.value === null) texts.push(JSON.stringify(part.value));
    else for (const inner of partsOf(part.value).reverse()) open.push(inner);
  }
  return texts.join('');
}

function partsOf(value: object): Part[] {
  if (Array.isArray(value)) {
    return [
      '[',
      ...(value as unknown[]).flatMap((inner, place): Part[] => [place > 0 ? ',' : '', { value: inner }]),
      ']'
    ];
  }
  const fields = Object.entries(value).flatMap(([name, inner], place): Part[] => [
    `${place > 0 ? ',' : ''}${JSON.stringify(name)}:`,
    { value: inner }
  ]);
  return ['{', ...fields, '}'];
}
