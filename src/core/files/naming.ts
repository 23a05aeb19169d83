import { trimEndOf } from '../../shared/textParts.ts';
/** What a file name template may use. */
export interface NameParts {
  readonly date: Date;
  readonly model: string;
  readonly prompt?: string;
  readonly taskId?: string;
  /** 1-based place of the result in its task. */
  readonly index: number;
  /** How many results the task has. */
  readonly count: number;
  /** What it is beside the main result ("last-frame"). */
  readonly role?: string;
}

/** A name longer than this, in bytes of UTF-8, does not travel well (zip, sync, eCryptfs). */
const MAX_BYTES = 120;
// Leaves room for `-2` and the extension.
const MAX_STEM_BYTES = MAX_BYTES - 20;
const PROMPT_WORDS = 6;
// Windows devices, with the superscript digits that it takes for digits too.
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f]+/g;
// Invisible and direction-changing characters, which can make a name look like another one.
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const two = (n: number): string => String(n).padStart(2, '0');

/** The name without extension that a template gives. Safe on all systems; never a path. */
export function nameFromTemplate(template: string, parts: NameParts): string {
  const { date } = parts;
  const values: Readonly<Record<string, string>> = {
    date: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`,
    model: parts.model,
    prompt: promptWords(parts.prompt ?? ''),
    taskId: parts.taskId ?? '',
    index: String(parts.index)
  };
  const filled = template.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  // An empty value must not leave its separators behind.
  const tidy = filled.replaceAll(/([-_ .])[-_ .]*(?=\1)/g, '').replace(/^[-_ .]+/, '');
  return withEnding(trimEndOf(tidy, /[-_ .]/), roleAndIndex(parts, template.includes('${index}')));
}

/** What an action adds to the name of its source: `.upscaled`, `.no-bg`. */
const ACTION_SUFFIX = /\.[a-z][a-z-]{0,19}$/;

/** The name without extension for a result beside its source file. A stem that is too long keeps its action suffix. */
export function nameFromStem(stem: string, parts: Pick<NameParts, 'index' | 'count' | 'role'>): string {
  const suffix = ACTION_SUFFIX.exec(stem.slice(-21))?.[0] ?? '';
  const source = stem.slice(0, stem.length - suffix.length);
  return withEnding(source, suffix + roleAndIndex(parts, false));
}

/** A long name is cut before its ending, which tells the results of one task apart. */
function withEnding(text: string, ending: string): string {
  return safeName(text, MAX_STEM_BYTES - Buffer.byteLength(ending)) + ending;
}

function roleAndIndex({ role, index, count }: Pick<NameParts, 'index' | 'count' | 'role'>, hasIndex: boolean): string {
  if (role !== undefined) return `-${role}`;
  return count > 1 && index > 1 && !hasIndex ? `-${index}` : '';
}

/** The first words of a prompt, joined by dashes. */
export function promptWords(prompt: string): string {
  const words = prompt.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)?/gu) ?? [];
  return words
    .slice(0, PROMPT_WORDS)
    .map(word => word.replaceAll(/['’]/g, ''))
    .join('-');
}

/**
 * Makes any text a file name (without extension) that every system takes. It never begins with a dot, which would hide
 * it, nor with a dash, which programs read as an option.
 */
export function safeName(text: string, maxBytes = MAX_STEM_BYTES): string {
  const plain = text
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(FORBIDDEN, '-')
    .replaceAll(/\p{Surrogate}/gu, '-');
  const cut = trimEndOf(cutToBytes(plain.replace(/^[-.\s]+/, ''), maxBytes), /[.\s]/);
  const name = cut === '' ? 'result' : cut;
  return RESERVED.test(name) ? `_${name}` : name;
}

/** The n-th choice for a name: `name.ext`, `name-2.ext`, `name-3.ext`. */
export function candidate(stem: string, extension: string, n: number): string {
  return `${stem}${n > 1 ? `-${n}` : ''}${extension}`;
}

function cutToBytes(text: string, max: number): string {
  let bytes = 0;
  let cut = '';
  for (const char of text) {
    bytes += Buffer.byteLength(char);
    if (bytes > max) break;
    cut += char;
  }
  return cut;
}
