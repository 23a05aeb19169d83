import assert from 'node:assert/strict';

/** Texts that a server, a file name or a workspace can contain, by what they try. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'a command link': '[Open](command:kie.run?%5B%5D)',
  'a command link in two parts': '[Open]\u200b(COMMAND:kie.run)',
  'a web link': '[Open](https://evil.test "x")',
  'an icon': '$(check) Done',
  'control characters': 'a\u0000b\u0007c\u001b[31md\u007fe\u009bf',
  lines: 'one\r\ntwo\u2028three\u2029four\u0085five\u000bsix',
  '10,000 letters': 'a'.repeat(10_000),
  '10,000 lines': 'a\n'.repeat(10_000),
  'bidi overrides': 'photo\u202egnp.exe\u202c \u2066x\u2069 \u200f',
  'tag characters and a lone surrogate': 'a\u{e0041}\u{e007f}b\ud800c'
};

const LINK = /\]\(|command:/i;
const ICON = /\$\([a-z]/;
const HIDDEN = /[\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const CONTROL = /\p{Cc}/u;

/** Fails unless a shown text is plain: one line, or with `lines` several, without links, icons and hidden characters. */
export function assertPlain(text: unknown, max: number, { lines = false } = {}): void {
  assert.ok(typeof text === 'string', String(text));
  const shown = lines ? text.replaceAll('\n', ' ') : text;
  for (const pattern of [LINK, ICON, HIDDEN, CONTROL]) assert.doesNotMatch(shown, pattern);
  assert.ok(Array.from(text).length <= max, `${text.length} characters`);
}
