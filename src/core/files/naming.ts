import { trimEndOf } from '../../shared/textParts.ts';
import { promptWords, withoutLooseJoiners } from './promptWords.ts';

/** Values for a file name template. */
export interface NameParts {
  readonly date: Date;
  readonly model: string;
  readonly prompt?: string;
  /** Name of the first input file without its extension, for tasks without a prompt. */
  readonly source?: string;
  readonly taskId?: string;
  /** 1-based position of the result in its task. */
  readonly index: number;
  /** Number of results of the task. */
  readonly count: number;
  /** Role of a secondary result ("last-frame"). */
  readonly role?: string;
}

/** Maximum length in UTF-8 bytes; longer names cause problems in zip files, sync tools and eCryptfs. */
const MAX_BYTES = 120;
// Leaves room for `-2` and the extension.
const MAX_STEM_BYTES = MAX_BYTES - 20;
// Windows device names; Windows also accepts superscript digits in them.
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f]+/g;
// Invisible and direction-changing characters, which can disguise a name. Joiners (U+200C, U+200D) are not among them:
// Persian, Indic scripts and emoji need them.
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;

/** The date as in `${date}`: 2026-11-27. */
export const dateText = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

const two = (n: number): string => String(n).padStart(2, '0');

/** Returns the file name of a template, without extension. Safe on all systems; never a path. */
export function nameFromTemplate(template: string, parts: NameParts): string {
  const { date } = parts;
  const values: Readonly<Record<string, string>> = {
    date: dateText(date),
    time: `${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`,
    model: parts.model,
    prompt: subjectOf(template, parts),
    taskId: parts.taskId ?? '',
    index: String(parts.index)
  };
  const filled = template.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  // Remove the separators around empty values.
  const tidy = filled.replaceAll(/([-_ .])[-_ .]*(?=\1)/g, '').replace(/^[-_ .]+/, '');
  return withEnding(trimEndOf(tidy, /[-_ .]/), roleAndIndex(parts, template.includes('${index}')));
}

/** The first words of the prompt; without one the source file, and else the model if the name does not contain it. */
function subjectOf(template: string, { prompt = '', source = '', model }: NameParts): string {
  const words = promptWords(prompt) || promptWords(source);
  return words === '' && !template.includes('${model}') ? model : words;
}

/** Suffix that an action adds to the name of its source file: `.upscaled`, `.no-bg`. */
const ACTION_SUFFIX = /\.[a-z][a-z-]{0,19}$/;

/** Returns the name, without extension, of a result next to its source file. A long stem keeps its action suffix. */
export function nameFromStem(stem: string, parts: Pick<NameParts, 'index' | 'count' | 'role'>): string {
  const suffix = ACTION_SUFFIX.exec(stem.slice(-21))?.[0] ?? '';
  const source = stem.slice(0, stem.length - suffix.length);
  return withEnding(source, suffix + roleAndIndex(parts, false));
}

/** Cuts a long name before its ending, which distinguishes the results of a task. */
function withEnding(text: string, ending: string): string {
  return safeName(text, MAX_STEM_BYTES - Buffer.byteLength(ending)) + ending;
}

function roleAndIndex({ role, index, count }: Pick<NameParts, 'index' | 'count' | 'role'>, hasIndex: boolean): string {
  if (role !== undefined) return `-${role}`;
  return count > 1 && index > 1 && !hasIndex ? `-${index}` : '';
}

/**
 * Converts any text to a file name (without extension) that is valid on every system. It never begins with a dot, which
 * would hide the file, or a hyphen, which programs read as an option.
 */
export function safeName(text: string, maxBytes = MAX_STEM_BYTES): string {
  const plain = text
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(FORBIDDEN, '-')
    .replaceAll(/\p{Surrogate}/gu, '-');
  const begun = withoutLooseJoiners(plain).replace(/^[-.\s]+/, '');
  const cut = trimEndOf(cutToBytes(begun, maxBytes), /[.\s\u200c\u200d]/);
  const name = cut === '' ? 'result' : cut;
  return withoutDevice(name);
}

/** A name that Windows does not take for a device. */
export const withoutDevice = (name: string): string => (RESERVED.test(name) ? `_${name}` : name);

/** Returns the n-th candidate for a name: `name.ext`, `name-2.ext`, `name-3.ext`. */
export function candidate(stem: string, extension: string, n: number): string {
  return `${stem}${n > 1 ? `-${n}` : ''}${extension}`;
}

/** Cuts a text to a length in UTF-8 bytes, between user-perceived characters: no mark or joiner is left alone. */
export function cutToBytes(text: string, max: number): string {
  let bytes = 0;
  let cut = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > max) break;
    cut += segment;
  }
  return cut;
}
