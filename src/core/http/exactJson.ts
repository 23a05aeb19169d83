/** Names of fields that hold IDs: `id`, `taskId`, `task_id`, `taskIDs`. */
const ID_FIELD = /(?:^|_)ids?$|I[dD]s?$/;
/** A longer name is not that of an ID. */
const MAX_NAME_CHARS = 200;

/**
 * Parses JSON without losing digits: returns numbers in ID fields, and numbers that a double cannot represent (integers
 * above 2^53, `1e400`, `-0`), as their source text. Any depth is allowed: JSON.parse is recursive only with a reviver.
 * @throws SyntaxError for text that is not JSON
 */
export function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const quoted = quoteInexactNumbers(text);
  return quoted === undefined ? value : JSON.parse(quoted);
}

/** Puts the numbers of valid JSON that must stay text in quotes. Returns undefined when there are none. */
function quoteInexactNumbers(json: string): string | undefined {
  const parts: string[] = [];
  let copied = 0;
  let name = '';
  const starts = /["\d-]/g;
  for (let match = starts.exec(json); match !== null; match = starts.exec(json)) {
    const start = match.index;
    if (match[0] === '"') {
      const end = endOfString(json, start);
      name = end - start > MAX_NAME_CHARS ? '' : json.slice(start, end);
      starts.lastIndex = end;
      continue;
    }
    const end = endOfNumber(json, start);
    const source = json.slice(start, end);
    if (!isExact(Number(source)) || (isAfterColon(json, start) && ID_FIELD.test(String(JSON.parse(name || '""'))))) {
      parts.push(json.slice(copied, start), `"${source}"`);
      copied = end;
    }
    starts.lastIndex = end;
  }
  return copied === 0 ? undefined : parts.join('') + json.slice(copied);
}

/** Returns the index after the quote that ends a string. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); ; end = json.indexOf('"', end + 1)) {
    let escapes = 0;
    while (json[end - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
}

function endOfNumber(json: string, start: number): number {
  let end = start + 1;
  while (/[\d.eE+-]/.test(json.charAt(end))) end++;
  return end;
}

function isAfterColon(json: string, start: number): boolean {
  let before = start - 1;
  while (/\s/.test(json.charAt(before))) before--;
  return json[before] === ':';
}

const isExact = (value: number): boolean =>
  Number.isFinite(value) && !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value));
