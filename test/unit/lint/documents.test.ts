import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const MAX_README_WORDS = 800;

const root = path.resolve(import.meta.dirname, '../../..');
const documents = fs.globSync(['*.md', 'docs/*.md'], { cwd: root });
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

/** Returns the targets of a document's relative links and images, without fragments. */
const relativeTargets = (text: string): readonly string[] =>
  [...text.matchAll(/(?:\]\(|src=")([^)":#]+)(?:#[^)"]*)?[)"]/g)].map(([, target = '']) => target);

/** Returns the headings as fragments in GitHub's format. */
const fragments = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-')
  );

test('documents: the README has at most 800 words', () => {
  const words = read('README.md').trim().split(/\s+/).length;
  assert.ok(words <= MAX_README_WORDS, `${String(words)} words`);
});

for (const file of documents) {
  test(`documents: links of ${file} lead to files`, () => {
    const missing = relativeTargets(read(file)).filter(
      target => !fs.existsSync(path.join(root, path.dirname(file), target))
    );
    assert.deepEqual(missing, []);
  });

  test(`documents: fragments in links of ${file} are headings`, () => {
    for (const [, target = '', fragment = ''] of read(file).matchAll(/\]\(([^):#]*)#([^)]+)\)/g)) {
      const linked = target === '' ? file : path.join(path.dirname(file), target);
      assert.ok(fragments(read(linked)).includes(fragment), `${target}#${fragment}`);
    }
  });
}

test('documents: paths in code format exist', () => {
  for (const file of documents) {
    for (const [, name = ''] of read(file).matchAll(/`((?:src|test|webview|lint|docs|media)\/[\w./-]+)`/g)) {
      assert.ok(fs.existsSync(path.join(root, name)), `${file}: ${name}`);
    }
  }
});

test('documents: every dependency is justified in docs/dependencies.md', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
  const table = read('docs/dependencies.md');
  const listed = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names = '']) => names.split(', '));
  const named = listed.filter(name => name !== 'Package' && !name.startsWith('-'));
  const copied = ['AAC.js']; // thirdParty
  assert.deepEqual(named.toSorted(), [...Object.keys(devDependencies), ...copied].toSorted());
});
