/** 451 is documented for media that KIE could not fetch. 400 and 422 mean the same if the message indicates it. */
const MEDIA_CODE = '451';
const CODES_WITH_MESSAGE = ['400', '422'];
const FILE = '(?:image|picture|video|audio|music|media|file|url|link)s?';
const READ = '(?:fetch|download|read|access|load|open|reach|retriev|obtain|found|exist)';
const UNREADABLE = new RegExp(
  [
    `(?:fail|unable|cannot|can't|could not|couldn't|can not|error)[^.]{0,40}${READ}[^.]{0,40}${FILE}`,
    `${FILE}[^.]{0,40}(?:(?:not|cannot|can't|fail|failed|unable)[^.]{0,20}${READ}|inaccessible|unreadable|unavailable|expired)`
  ].join('|'),
  'i'
);
/** KIE's response to a file that it cannot fetch, among other errors (recorded for createTask and Aleph). */
const GENERAL_CODE = '500';
const GENERAL = /^\s*(?:server exception|internal error), please try again later\b/i;

/** Whether a rejection of createTask means that KIE could not read an uploaded file. Nothing was accepted then. */
export const isMediaRejection = (code: string | undefined, message: string): boolean =>
  code === MEDIA_CODE || (CODES_WITH_MESSAGE.includes(code ?? '') && UNREADABLE.test(message));

/**
 * Whether KIE may have failed to read a file. The next run then uploads it again, which is free. It does not show
 * whether the task was accepted.
 */
export const mayBeMediaFailure = (code: string | undefined, message = ''): boolean =>
  code === MEDIA_CODE || UNREADABLE.test(message) || isGeneralError(code, message);

/** Whether the error may be about a file, or about anything else. */
export const isGeneralError = (code: string | undefined, message = ''): boolean =>
  code === GENERAL_CODE && GENERAL.test(message);

/** Returns all texts in a request. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
