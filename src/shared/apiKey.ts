/** Printable ASCII without spaces: anything else cannot be in an HTTP header, and was pasted along by mistake. */
const KEY = /^[\x21-\x7e]+$/;

/** Whether a trimmed text can be an API key. */
export const isPossibleKey = (text: string): boolean => KEY.test(text);
