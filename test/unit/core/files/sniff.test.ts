import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fits, sniffFile, textExtension } from '../../../../src/core/files/sniff.ts';
import { flacStream } from './completeFiles.ts';
import { id3 } from './streamFiles.ts';
import { PNG_IMAGE } from '../../../support/engine/fakeKie.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-sniff-'));
after(() => fs.rm(dir, { recursive: true }));
const sample = (name: string): Promise<Buffer> => fs.readFile(path.resolve('test', name));

const MP3 = await sample('sample/melody.mp3');

const CONTENTS: readonly (readonly [what: string, content: Buffer | string, kind: string, extension: string])[] = [
  ['PNG', PNG_IMAGE, 'image', '.png'],
  ['JPEG', await sample('sample/landscape.jpg'), 'image', '.jpg'],
  ['MP4', await sample('sample/clip.mp4'), 'video', '.mp4'],
  ['MP3', MP3, 'audio', '.mp3'],
  ['WAV', await sample('emulator/media/audio.wav'), 'audio', '.wav'],
  [
    'plain SVG',
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    'image',
    '.svg'
  ],
  ['SVG with a script', '<svg><script>alert(1)</script></svg>', 'image', '.svg.txt'],
  ['SVG with a handler', '<svg onload="x()"></svg>', 'image', '.svg.txt'],
  ['a web page', '  <!DOCTYPE html><title>x</title>', 'markup', '.html.txt'],
  ['a bare tag', '<div>oops</div>', 'markup', '.html.txt'],
  ['an XML error', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'markup', '.html.txt'],
  ['JSON', '\ufeff {"code": 500}', 'json', '.json'],
  ['text', 'Zwölf Boxkämpfer', 'text', '.txt'],
  ['long text cut inside a character', `x${'ü'.repeat(40_000)}`, 'text', '.txt'],
  ['noise', Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]), 'other', '.bin'],
  ['nothing', '', 'text', '.txt'],
  ['an SVG with a DOCTYPE subset', '<!-- a --><!DOCTYPE svg [ <!ENTITY x ">"> ]>\n<svg/>', 'image', '.svg.txt'],
  [
    'an SVG with a public DOCTYPE',
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd"><svg></svg>',
    'image',
    '.svg'
  ],
  ['an SVG that reads a file', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///a">]><svg>&x;</svg>', 'other', '.svg.txt'],
  ['comments before a page', '<!-- a --> <!-- b --><p>x', 'markup', '.html.txt'],
  ['Latin-1 text', Buffer.from('Zw\xf6lf Boxk\xe4mpfer', 'latin1'), 'text', '.txt'],
  ['UTF-16 text', Buffer.from('\ufeffZwölf', 'utf16le'), 'text', '.txt'],
  ['UTF-16 text without a mark', Buffer.from('[1, 2, 3]', 'utf16le'), 'json', '.json'],
  ['big-endian UTF-16 text', Buffer.from('\ufeffZwölf', 'utf16le').swap16(), 'text', '.txt'],
  ['PCM samples', Buffer.from(Int16Array.from({ length: 400 }, (_, i) => i * 37 - 7000).buffer), 'other', '.bin'],
  ['FLAC behind a long tag', Buffer.concat([id3(400_000), flacStream(20)]), 'audio', '.flac'],
  ['MP3 behind junk', Buffer.concat([Buffer.alloc(100_000, 'x\x01'), MP3.subarray(256)]), 'audio', '.mp3']
];

test('sniffFile: takes linear time on 4,000 comments before a page', async () => {
  const file = path.join(dir, 'comments');
  await fs.writeFile(file, `${'<!-- a -->'.repeat(4_000)}<p>x`);
  const before = process.cpuUsage();
  assert.equal((await sniffFile(file)).kind, 'markup');
  assert.ok(process.cpuUsage(before).user < 2_000_000, 'took more than 2 s');
});

test('textExtension: takes linear time on blank lines and bullets', () => {
  const before = process.cpuUsage();
  assert.equal(textExtension('text', '\n'.repeat(200_000)), '.txt');
  assert.equal(textExtension('text', `- a${'\nx'.repeat(200_000)}`), '.txt');
  assert.ok(process.cpuUsage(before).user < 2_000_000, 'took more than 2 s');
});

for (const [what, content, kind, extension] of CONTENTS) {
  test(`sniffFile: ${what} is ${kind} with ${extension}`, async () => {
    const file = path.join(dir, what);
    await fs.writeFile(file, content);
    const found = await sniffFile(file);
    assert.deepEqual([found.kind, found.extension], [kind, extension]);
  });
}

test('fits: never accepts an error page or a program', () => {
  for (const kind of ['image', 'video', 'audio', 'text', 'json'] as const) {
    assert.equal(fits(kind, { kind: 'markup', mime: 'text/html', extension: '.html.txt' }), false, kind);
    assert.equal(fits(kind, { kind: 'other', mime: 'application/x-msdownload', extension: '.exe' }), false, kind);
  }
  for (const kind of ['image', 'video', 'audio'] as const) {
    assert.equal(fits(kind, { kind: 'json', mime: 'application/json', extension: '.json' }), false, kind);
  }
});

test('fits: accepts audio in a video container, not a video for an image', () => {
  const film = { kind: 'video', mime: 'video/mp4', extension: '.mp4' } as const;
  assert.equal(fits('audio', film), true);
  assert.equal(fits('image', film), false);
});

test('textExtension: recognizes JSON and Markdown', () => {
  assert.equal(textExtension('json', 'x'), '.json');
  assert.equal(textExtension('text', 'Hello.\nYou - me'), '.txt');
  assert.equal(textExtension('text', '## Verse\nla'), '.md');
});
