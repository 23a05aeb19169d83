/** 451 is documented for media that KIE could not fetch; 400 and 422 also stand for it when the words say so. */
const ALWAYS = '451';
const WITH_WORDS = ['400', '422'];
const FILE = '(?:image|picture|video|audio|music|media|file|url|link)s?';
const READ = '(?:fetch|download|read|access|load|open|reach|retriev|obtain|found|exist)';
const WORDS = new RegExp(
  [
    `(?:fail|unable|cannot|can't|could not|couldn't|can not|error)[^.]{0,40}${READ}[^.]{0,40}${FILE}`,
    `${FILE}[^.]{0,40}(?:(?:not|cannot|can't|fail|failed|unable)[^.]{0,20}${READ}|inaccessible|unreadable|unavailable|expired)`
  ].join('|'),
  'i'
);

/** Whether a refusal of createTask means that an uploaded file could not be read: nothing was accepted then. */
export const refusedMedia = (code: string | undefined, said: string): boolean =>
  code === ALWAYS || (WITH_WORDS.includes(code ?? '') && WORDS.test(said));

/** Whether a task that was accepted failed for a file that could not be read; its code may be anything. */
export const failedMedia = (code: string | undefined, said: string | undefined): boolean =>
  code === ALWAYS || WORDS.test(said ?? '');

/** Every text inside a request. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
