// VS Code's guidelines for extension texts (code.visualstudio.com/api/ux-guidelines): commands in Title Case, messages
// as sentences, "…" where more input follows, no exclamation marks, no "please".
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../../../..', import.meta.url);
const nls = JSON.parse(readFileSync(new URL('package.nls.json', root), 'utf8')) as Readonly<Record<string, string>>;
const sources = ['src', 'webview'].flatMap(folder =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(new URL(`${folder}/${name}`, root), 'utf8'))
);
const inCode = sources.flatMap(source =>
  [...source.matchAll(/\bl10n\.t\(\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`)/g)].map(([, text = '']) =>
    text.slice(1, -1)
  )
);

const SMALL = new Set('a an and as at by for from in into is of on or the to with'.split(' '));
const titles = Object.entries(nls).filter(([id]) => id.startsWith('command.'));

test('commands: are in title case and do not begin with a minor word', () => {
  assert.ok(titles.length > 40, String(titles.length));
  for (const [id, title] of titles) {
    const words = title.split(' ');
    for (const [at, word] of words.entries()) {
      assert.ok(
        /^[\p{Lu}\d]/u.test(word) || word === 'cURL' || (at > 0 && SMALL.has(word.replace('…', ''))),
        `${id}: ${title}`
      );
    }
    assert.ok(!SMALL.has((words[0] ?? '').toLowerCase()), `${id}: ${title}`);
  }
});

test('texts: have no exclamation mark, "please" or three dots', () => {
  assert.ok(inCode.length > 500, String(inCode.length));
  for (const text of [...Object.values(nls), ...inCode]) {
    assert.doesNotMatch(text.replaceAll(/!\[|\$\{[^}]*\}/g, ''), /!|\bplease\b|\.\.\./i, text);
  }
});

test('views: texts use their names', () => {
  for (const text of [...Object.values(nls), ...inCode]) assert.doesNotMatch(text, /\b(tasks|generate) view\b/, text);
});
