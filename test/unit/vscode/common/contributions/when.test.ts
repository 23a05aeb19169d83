import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { textExtension } from '../../../../../src/core/files/sniff.ts';
import { ON_RESULT_FILE, ON_RESULT_TYPE } from '../../../../../src/vscode/common/contributions/when.ts';

/** Evaluates a condition on a file, as VS Code does. */
function isShown(when: string, file: string): boolean {
  const parts = (file.includes('\\') ? path.win32 : path.posix).parse(file);
  const values: Readonly<Record<string, string>> = { resourceDirname: parts.dir, resourceExtname: parts.ext };
  const patterns = /(\w+) =~ \/((?:\[[^\]]*\]|\\.|[^/[])+)\/(i?)/g;
  const reduced = when.replace(patterns, (_, key: string, pattern: string, flags: string) =>
    String(new RegExp(pattern, flags).test(values[key] ?? ''))
  );
  return vm.runInNewContext(reduced) as boolean;
}

const RARE = ['gif', 'svg', 'avif', 'webm', 'opus', 'flac', 'txt', 'md', 'json', 'lrc', 'srt', 'vtt'];
const OTHER = ['ts', 'html', 'pdf', 'png2'];

test('menus on results: media that most models accept, in every folder', () => {
  for (const name of ['png', 'JPG', 'webp', 'mp4', 'mp3']) assert.ok(isShown(ON_RESULT_FILE, `/site/a.${name}`), name);
});

test('menus on results: other types only in a folder named kie', () => {
  for (const name of RARE) {
    for (const folder of ['/kie', '/site/kie/2026-11-28', 'C:\\site\\kie\\2026-11-28'])
      assert.ok(isShown(ON_RESULT_FILE, path.join(folder, `a.${name}`)), `${folder}, ${name}`);
    for (const folder of ['/site', '/site/kiesel', '/site/cookie', '/kie.d'])
      assert.ok(!isShown(ON_RESULT_FILE, `${folder}/a.${name}`), `${folder}, ${name}`);
  }
  for (const name of OTHER) assert.ok(!isShown(ON_RESULT_FILE, `/site/kie/a.${name}`), name);
});

test('palette on results: every type of result in every folder', () => {
  for (const name of ['png', 'mp4', 'mp3', ...RARE]) assert.ok(isShown(ON_RESULT_TYPE, `/site/a.${name}`), name);
  for (const text of ['Rain', '# Rain', '```\nrain\n```'])
    assert.ok(isShown(ON_RESULT_TYPE, `/site/a${textExtension('text', text)}`), text);
  for (const name of OTHER) assert.ok(!isShown(ON_RESULT_TYPE, `/site/a.${name}`), name);
});
