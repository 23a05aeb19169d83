import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Task } from '../../../src/shared/task.ts';
import { PNG_IMAGE } from '../../support/engine/fakeKie.ts';
import { clientFor, makeTempFolder, serve } from '../../support/http/testClient.ts';
import { findKey, holdsKey } from './findKey.ts';
import { openHostileKie, KEY } from './hostileKie.ts';

const OPTIONS = { timeout: 60_000 };
const png = { type: 'image/png', body: PNG_IMAGE };

/** Every path below a folder, so that no new file goes unnoticed. */
const everything = async (folder: string): Promise<string[]> => (await fs.readdir(folder, { recursive: true })).sort();

const NAMES: readonly (readonly [what: string, name: string])[] = [
  ['parent folders', '../../escaped'],
  ['parent folders on Windows', '..\\..\\escaped'],
  ['absolute path', '/tmp/escaped'],
  ['drive', 'C:\\escaped'],
  ['network share', '\\\\server\\share\\escaped'],
  ['NTFS stream', 'a.png:escaped'],
  ['NUL', 'a\u0000escaped'],
  ['device name', 'CON'],
  ['dots only', '..'],
  ['5,000 characters', 'x'.repeat(5_000)],
  ['control characters', 'a\u001b]0;x\u0007\nb\rc'],
  ['right-to-left override', 'a\u202egnp.exe'],
  ['unpaired surrogate', 'a\ud800b'],
  ['hidden file', '.bashrc']
];

for (const [what, name] of NAMES) {
  test(`file name: a name from the server stays in the folder (${what})`, OPTIONS, async t => {
    const kie = await openHostileKie(t, {
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
  test(`task ID: an invalid ID is neither stored nor followed (${what})`, OPTIONS, async t => {
    const kie = await openHostileKie(t, { taskId: name });
    const task = await kie.run();
    assert.deepEqual([task.state, task.taskId], ['unknown', undefined]);
    assert.ok(!kie.asked.some(path => path.endsWith('/recordInfo')));
  });
}

test('save: neither overwrites a file nor follows a symbolic link', OPTIONS, async t => {
  const kie = await openHostileKie(t, {
    record: files => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
    files: { 'a.png': png }
  });
  await fs.mkdir(kie.out, { recursive: true });
  const existing = path.join(kie.out, 'task-1 google-nano-banana a-red-fox.png');
  await fs.writeFile(existing, 'mine');
  const aim = path.join(kie.dir, 'aim');
  await fs.symlink(aim, existing.replace('.png', '-2.png'));
  const task = await kie.run();
  assert.equal(task.results[0]?.path, existing.replace('.png', '-3.png'));
  assert.equal(await fs.readFile(existing, 'utf8'), 'mine');
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
  test(`download: does not fetch ${address}`, OPTIONS, async t => {
    const kie = await openHostileKie(t, {
      record: () => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [address] }) })
    });
    const task = await kie.run();
    assert.notEqual(task.state, 'done');
    assert.ok(task.error !== undefined && task.results.every(result => result.path === undefined));
    assert.deepEqual(await kie.files(), []);
  });
}

for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '127.1', 'localhost', 'localhost.', 'x.localhost', '[::1]']) {
  test(`download: a result from the live KIE does not reach ${host}`, async t => {
    let requests = 0;
    const base = await serve(t, (_, response) => {
      requests++;
      response.end('inner');
    });
    const { client } = clientFor(t, 'https://api.kie.test');
    const file = path.join(await makeTempFolder(t), 'x');
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
    ['an image', 'image/png', PNG_IMAGE, '.png'],
    ['an SVG', 'image/svg+xml', svg('<path d="M0 0h9v9z"/>'), '.svg'],
    ['an SVG with a script', 'image/svg+xml', svg('<script>alert(1)</script>'), '.svg.txt'],
    [
      'an SVG with a prefixed script',
      'image/svg+xml',
      svg('<s:script>alert(1)</s:script>', 'xmlns:s="http://www.w3.org/2000/svg"'),
      '.svg.txt'
    ],
    ['an SVG with an event handler', 'image/svg+xml', svg('', 'onload="alert(1)"'), '.svg.txt'],
    ['an SVG with a script link', 'image/svg+xml', svg('<a href="&#106;avascript:alert(1)"><path/></a>'), '.svg.txt'],
    ['an SVG with a page inside', 'image/svg+xml', svg('<foreignObject><body/></foreignObject>'), '.svg.txt'],
    ['an SVG with an animated link', 'image/svg+xml', svg('<a><animate attributeName="href" to="x"/></a>'), '.svg.txt'],
    [
      'an SVG with an entity',
      'image/svg+xml',
      `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('&x;')}`,
      undefined
    ],
    ['a web page', 'text/html', '<!doctype html><script>alert(1)</script>', undefined],
    ['a web page declared as an image', 'image/png', '<!doctype html><script>alert(1)</script>', undefined],
    ['a program', 'image/png', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), undefined],
    ['a shell script', 'image/png', '#!/bin/sh\nrm -rf /\n', undefined],
    ['an archive', 'image/png', Buffer.from('504b03040a000000000000000000000000000000', 'hex'), undefined]
  ];

for (const [what, type, body, ending] of CONTENTS) {
  test(`content: ${what} becomes ${ending ?? 'no file'}`, OPTIONS, async t => {
    const kie = await openHostileKie(t, {
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

test('download: a result declared above the maximum size is not fetched', OPTIONS, async t => {
  const kie = await openHostileKie(t, {
    record: files => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
    files: { 'a.png': { ...png, length: 2 ** 40 } }
  });
  const task = await kie.run();
  assert.equal(task.state, 'uncollected');
  assert.match(task.error?.message ?? '', /exceeds the maximum size/);
  assert.deepEqual(await kie.files(), []);
});

for (const levels of [3_000, 100_000]) {
  const nest = (inner: string): string => '[{"a":'.repeat(levels) + inner + '}]'.repeat(levels);

  test(`result: a URL in ${levels} levels of JSON is downloaded`, OPTIONS, async t => {
    const kie = await openHostileKie(t, {
      record: files => ({ state: 'success', resultJson: nest(JSON.stringify({ resultUrls: [`${files}a.png`] })) }),
      files: { 'a.png': png }
    });
    const task = await kie.run();
    assert.deepEqual([task.state, task.results.length], ['done', 1]);
  });

  test(`track: a recorded request of ${levels} levels is not restored`, OPTIONS, async t => {
    const input = nest('1');
    for (const param of [input, `{"input":${input}}`, JSON.stringify({ input: `{"prompt":${input}}` })]) {
      const kie = await openHostileKie(t, {
        record: files => ({ state: 'success', param, resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
        files: { 'a.png': png }
      });
      const { localId } = await kie.engine.tasks.track('task-1', { saveTo: { folder: kie.out, template: 'a' } });
      const { state, input: restored } = await kie.engine.tasks.waitFor(localId);
      assert.deepEqual([state, restored], ['done', {}]);
    }
  });

  test(`result: ${levels} levels of JSON without a URL are kept and can be saved`, OPTIONS, async t => {
    const json = nest('"no URL"');
    const kie = await openHostileKie(t, { record: () => ({ state: 'success', resultJson: json }) });
    const { localId, state, error } = await kie.run();
    assert.equal(state, 'uncollected');
    assert.match(error?.message ?? '', /response contains no result/);
    kie.engine.tasks.saveAnyway(localId);
    assert.equal((await kie.engine.tasks.waitFor(localId)).state, 'done');
    const [name = ''] = await kie.files();
    assert.equal(await fs.readFile(path.join(kie.out, name), 'utf8'), json);
  });
}

test('download: the part of a result that is always cut can be saved', OPTIONS, async t => {
  const body = 'The text of a result\n'.repeat(40_000);
  const kie = await openHostileKie(t, {
    record: files => ({ state: 'success', resultJson: JSON.stringify({ resultUrls: [`${files}a.png`] }) }),
    files: {
      'a.png': {
        type: 'image/png',
        body: Buffer.concat([PNG_IMAGE.subarray(0, -8), Buffer.from(body)]),
        length: 2 ** 20,
        isCut: true
      }
    }
  });
  const run = kie.run();
  const { localId } = await new Promise<Task>(resolve => {
    const listener = kie.engine.tasks.onDidChange(() => {
      const [task] = kie.engine.tasks.list();
      if (task?.results[0]?.unverified !== true) return;
      listener.dispose();
      resolve(task);
    });
  });
  kie.engine.tasks.stop(localId);
  assert.equal((await run).state, 'stopped');
  kie.engine.tasks.saveAnyway(localId);
  assert.equal((await kie.engine.tasks.waitFor(localId)).state, 'done');
  const [name = ''] = await kie.files();
  assert.equal(path.extname(name), '.png');
  const saved = await fs.readFile(path.join(kie.out, name), 'latin1');
  assert.ok(saved.length > PNG_IMAGE.length && body.startsWith(saved.slice(PNG_IMAGE.length - 8)));
});

const LINK = '[Fix it](command:workbench.action.terminal.sendSequence?%7B%7D "now")';
const ECHO = `Bad key ${KEY}, ${encodeURIComponent(KEY)}, ${Buffer.from(KEY).toString('base64')}; Bearer ${KEY}.`;
const HOSTILE_WORDS = `${LINK} \u202eevil\u2066 \u001b[31m ${ECHO}`;

test('error message: has no command link and no key (rejected request)', OPTIONS, async t => {
  const kie = await openHostileKie(t, { refusal: { code: 422, msg: HOSTILE_WORDS } });
  await hasNoHostileText(kie, (await kie.run()).error?.message);
});

test('error message: has no command link and no key (failed task)', OPTIONS, async t => {
  const kie = await openHostileKie(t, {
    record: () => ({ state: 'fail', failCode: `1${LINK}`, failMsg: HOSTILE_WORDS })
  });
  await hasNoHostileText(kie, (await kie.run()).error?.message);
});

test('text result: is saved without the key that it contains', OPTIONS, async t => {
  const kie = await openHostileKie(t, {
    record: () => ({
      state: 'success',
      param: KEY,
      resultJson: JSON.stringify({ resultObject: { text: `Said: ${KEY}` } })
    })
  });
  const task = await kie.run({ model: 'ai-music-api/generate-lyrics', input: { prompt: 'a quiet song' } });
  assert.equal(task.state, 'done', task.error?.message);
  assert.equal((await kie.files()).length > 0, true);
  await hasNoHostileText(kie, '');
});

async function hasNoHostileText(kie: Awaited<ReturnType<typeof openHostileKie>>, message = '?'): Promise<void> {
  assert.doesNotMatch(message, /\]\(|[\p{Cc}\p{Cf}]/u);
  assert.ok(!holdsKey(JSON.stringify([message, kie.engine.tasks.list(), kie.log]), KEY));
  const { found, searched } = await findKey(kie.dir, KEY);
  assert.deepEqual(found, []);
  assert.ok(searched.some(file => file.includes('ledger')));
}
