/** Formats the line with an ID of the journal itself. */
export const idLine = (id: string): string => JSON.stringify({ e: 'journal', id });

/** Parses the line with an ID of the journal; undefined for an entry. */
export const parseId = (line: string): string | undefined => /^\{"e":"journal","id":"([\w-]{1,64})"\}$/.exec(line)?.[1];
