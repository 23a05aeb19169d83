/** Printable ASCII without spaces. Other characters are not allowed in an HTTP header and come from a bad paste. */
const KEY = /^[\x21-\x7e]+$/;

/** Whether a trimmed string can be an API key. */
export const isPossibleKey = (text: string): boolean => KEY.test(text);
