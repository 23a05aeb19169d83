import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { PICTURE } from '../../support/engine/fakeKie.ts';
import { clientFor, scratch, serve } from '../../support/http/support.ts';
import { findKey, holdsKey } from './findKey.ts';
import { hostileKie, KEY } from './hostileKie.ts';

const OPTIONS = { timeout: 60_000 };
const png = { type: 'image/png', body: PICTURE };

/** Every path below a folder, so that no new file goes unnoticed. */
const everything = async (folder: string): Promise<string[]> => (await fs.readdir(folder, { recursive: true })).sort();

const NAMES: readonly (readonly [what: string, name: string])[] = [
  ['a way up', '../../escaped'],
  ['a way up for Windows', '..\\..\\escaped'],
  ['an absolute path', '/tmp/escaped'],
  ['a drive', 'C:\\escaped'],
  ['a share', '\\\\server\\share\\escaped'],
  ['a stream of NTFS', 'a.png:escaped'],
  ['NUL', 'a\u0000escaped'],
  ['a device', 'CON'],
  ['dots alone', '..'],
  ['very long', 'x'.repeat(5_000)],
  ['control characters', 'a\u001b]0;x\u0007\nb\rc'],
  ['turned around', 'a\u202egnp.exe'],
  ['a half character', 'a\ud800b'],
  ['a hidden file', '.bashrc']
];

for (const [what, name] of NAMES) {
  test(`names that the server gives stay in the folder: ${what}`, OPTIONS, async t => {
    const kie = await hostileKie(t, {
      // The field name becomes a word of the file name.
      record: files => ({
        state: 'success',
        resultJson: JSON.stringify({
          resultUrls: [`${files}a.png?x=/../../${encodeURIComponent(name.toWellFormed())}`],
          [name]: `${files}b.png`
        })
      }),
      files: { 'a.png': png, 'b.png': png }
    });
    const before = await everything(kie.dir);
    const task = await kie.run();
    assert.equal(task.state, 'done', task.error?.message);
    const names = await kie.files();
    assert.equal(names.length, 2);
    for (const saved of names) {
      assert.ok(Buffer.byteLength(saved) <= 120, saved);
      assert.match(saved, /^[^.<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}][^<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]*\.png$/u);
      assert.doesNotMatch(saved, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    }
    assert.deepEqual(
      task.results.map(result => path.dirname(result.path ?? '')),
      [kie.out, kie.out]
    );
    const fresh = (await everything(kie.dir)).filter(file => !before.includes(file) && !file.startsWith('storage'));
    assert.deepEqual(
      fresh,
      ['work', 'work/out', ...names.map(saved => `work/out/${saved}`)].map(p => path.normalize(p)).sort()
    );
  });
}

for (const [what, name] of NAMES.filter(([, each]) => each !== 'CON' && each !== '..' && each !== '.bashrc')) {
  test(`an id that cannot be one is neither stored nor followed: ${what}`, OPTIONS, async t => {
    const kie = await hostileKie(t, { taskId: name });
    const task = await kie.run();
    assert.deepEqual([task.state, task.taskId], ['unknown', undefined]);
    assert.ok(!kie.asked.some(path => path.endsWith('/recordInfo')));
  });
}

test('a result never takes the place of a file, nor goes where a link leads', OPTIONS, async t => {
  const kie = await hostileKie(t, {
    record: files => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
    files: { 'a.png': png }
  });
  await fs.mkdir(kie.out, { recursive: true });
  const mine = path.join(kie.out, 'task-1 google-nano-banana a-red-fox.png');
  await fs.writeFile(mine, 'mine');
  const aim = path.join(kie.dir, 'aim');
  await fs.symlink(aim, mine.replace('.png', '-2.png'));
  const task = await kie.run();
  assert.equal(task.results[0]?.path, mine.replace('.png', '-3.png'));
  assert.equal(await fs.readFile(mine, 'utf8'), 'mine');
  await assert.rejects(fs.stat(aim), { code: 'ENOENT' });
});

const ADDRESSES = [
  'file:///etc/passwd',
  'command:workbench.action.terminal.new',
  'vscode://file/etc/passwd',
  'javascript:alert(1)',
  'data:image/png;base64,iVBORw0KGgo=',
  'ftp://127.0.0.1/a.png',
  '\\\\server\\share\\a.png',
  'http://example.test/a.png',
  'http://169.254.169.254/latest/meta-data/a.png',
  'http://127.0.0.1@example.test/a.png',
  'https://'
];

for (const address of ADDRESSES) {
  test(`an address that is not fetched: ${address}`, OPTIONS, async t => {
    const kie = await hostileKie(t, {
      record: () => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [address] }) })
    });
    const task = await kie.run();
    assert.notEqual(task.state, 'done');
    assert.ok(task.error !== undefined && task.results.every(result => result.path === undefined));
    assert.deepEqual(await kie.files(), []);
  });
}

for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '127.1', 'localhost', 'localhost.', 'x.localhost', '[::1]']) {
  test(`a result of the real KIE does not lead to this computer: ${host}`, async t => {
    let requests = 0;
    const base = await serve(t, (_, response) => {
      requests++;
      response.end('inner');
    });
    const { client } = clientFor(t, 'https://api.kie.test');
    const file = path.join(await scratch(t), 'x');
    for (const scheme of ['http', 'https']) {
      const address = `${scheme}://${host}:${new URL(base).port}/x`;
      await assert.rejects(client.download(address, file), { name: 'BlockedAddressError' });
    }
    assert.equal(requests, 0);
    await assert.rejects(fs.stat(file), { code: 'ENOENT' });
  });
}

const svg = (inside: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;
const CONTENTS: readonly (readonly [what: string, type: string, body: Buffer | string, ending: string | undefined])[] =
  [
    ['a picture', 'image/png', PICTURE, '.png'],
    ['a quiet drawing', 'image/svg+xml', svg('<path d="M0 0h9v9z"/>'), '.svg'],
    ['a drawing with a script', 'image/svg+xml', svg('<script>alert(1)</script>'), '.svg.txt'],
    [
      'a script under a prefix',
      'image/svg+xml',
      svg('<s:script>alert(1)</s:script>', 'xmlns:s="http://www.w3.org/2000/svg"'),
      '.svg.txt'
    ],
    ['a handler', 'image/svg+xml', svg('', 'onload="alert(1)"'), '.svg.txt'],
    ['a link that runs', 'image/svg+xml', svg('<a href="&#106;avascript:alert(1)"><path/></a>'), '.svg.txt'],
    ['a page inside', 'image/svg+xml', svg('<foreignObject><body/></foreignObject>'), '.svg.txt'],
    ['an animated address', 'image/svg+xml', svg('<a><animate attributeName="href" to="x"/></a>'), '.svg.txt'],
    ['an entity', 'image/svg+xml', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('&x;')}`, undefined],
    ['a page', 'text/html', '<!doctype html><script>alert(1)</script>', undefined],
    ['a page that is called a picture', 'image/png', '<!doctype html><script>alert(1)</script>', undefined],
    ['a program', 'image/png', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), undefined],
    ['a shell script', 'image/png', '#!/bin/sh\nrm -rf /\n', undefined],
    ['an archive', 'image/png', Buffer.from('504b03040a000000000000000000000000000000', 'hex'), undefined]
  ];

for (const [what, type, body, ending] of CONTENTS) {
  test(`content is data: ${what} becomes ${ending ?? 'no file'}`, OPTIONS, async t => {
    const kie = await hostileKie(t, {
      record: files => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
      files: { 'a.png': { type, body } }
    });
    const task = await kie.run();
    const names = await kie.files();
    assert.deepEqual(
      names.map(name => name.replace('task-1 google-nano-banana a-red-fox', '')),
      ending === undefined ? [] : [ending]
    );
    assert.equal(task.state, ending === undefined ? 'uncollected' : 'done');
    for (const name of names) assert.equal((await fs.stat(path.join(kie.out, name))).mode & 0o111, 0, 'not executable');
  });
}

test('what is announced as larger than any result is not fetched, and stays collectable', OPTIONS, async t => {
  const kie = await hostileKie(t, {
    record: files => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
    files: { 'a.png': { ...png, length: 2 ** 40 } }
  });
  const task = await kie.run();
  assert.equal(task.state, 'uncollected');
  assert.match(task.error?.message ?? '', /exceeds the maximum size/);
  assert.deepEqual(await kie.files(), []);
});

const LINK = '[Fix it](command:workbench.action.terminal.sendSequence?%7B%7D "now")';
const ECHO = `Bad key ${KEY}, ${encodeURIComponent(KEY)}, ${Buffer.from(KEY).toString('base64')}; Bearer ${KEY}.`;
const HOSTILE_WORDS = `${LINK} \u202eevil\u2066 \u001b[31m ${ECHO}`;

test('the words of a refusal are no link that runs a command, and do not repeat the key', OPTIONS, async t => {
  const kie = await hostileKie(t, { refusal: { code: 422, msg: HOSTILE_WORDS } });
  await tellsNothing(kie, (await kie.run()).error?.message);
});

test('nor are those of a task that failed', OPTIONS, async t => {
  const kie = await hostileKie(t, { record: () => ({ state: 'fail', failCode: `1${LINK}`, failMsg: HOSTILE_WORDS }) });
  await tellsNothing(kie, (await kie.run()).error?.message);
});

test('a text result that repeats the key is saved without it', OPTIONS, async t => {
  const kie = await hostileKie(t, {
    record: () => ({
      state: 'success',
      param: KEY,
      resultJson: JSON.stringify({ resultObject: { text: `Said: ${KEY}` } })
    })
  });
  const task = await kie.run({ model: 'ai-music-api/generate-lyrics', input: { prompt: 'a quiet song' } });
  assert.equal(task.state, 'done', task.error?.message);
  assert.equal((await kie.files()).length > 0, true);
  await tellsNothing(kie, '');
});

async function tellsNothing(kie: Awaited<ReturnType<typeof hostileKie>>, message = '?'): Promise<void> {
  assert.doesNotMatch(message, /\]\(|[\p{Cc}\p{Cf}]/u);
  assert.ok(!holdsKey(JSON.stringify([message, kie.engine.tasks.list(), kie.log]), KEY));
  const { found, searched } = await findKey(kie.dir, KEY);
  assert.deepEqual(found, []);
  assert.ok(searched.some(file => file.includes('ledger')));
}
