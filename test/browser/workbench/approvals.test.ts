// Questions before credits are spent, and tasks that wait for the user.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Locator } from 'playwright-core';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { done, filesBelow, waitForSubmissions, prepareImage, generateImage } from '../harness/commonSteps.ts';
import { actUntilVisible, eventually } from '../harness/waiting.ts';
import { treeNames } from '../harness/treeNames.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

/** The daily limit in credits: above the sum of all tests but the last. */
const LIMIT = 60;
const BYTES_PER_SECOND = 8_000;
const ISOLATION = 'elevenlabs/audio-isolation';
const KEYS = {
  show: 'Control+Alt+F2',
  isolate: 'Control+Alt+F3',
  first: 'Control+Alt+F4',
  second: 'Control+Alt+F6',
  transcribe: 'Control+Alt+F7',
  export: 'Control+Alt+F8',
  long: 'Control+Alt+F9'
};

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({
    emulator: { taskMs: 300 },
    settings: { 'kie.notifications': 'all', 'kie.dailyCreditLimit': LIMIT }
  });
  for (const [name, seconds] of [
    ['talk', 5],
    ['first', 5],
    ['second', 5],
    ['long', 300]
  ] as const)
    await record(name, seconds);
  await fs.writeFile(file('history.jsonl'), 'mine');
  const run = (key: string, name: string, model = ISOLATION) => ({
    key: key.toLowerCase().replace('control', 'ctrl'),
    command: 'kie.run',
    args: { model, input: { audio_url: pathToFileURL(file(`${name}.wav`)).href } }
  });
  const bindings = [
    { key: 'ctrl+alt+f2', command: 'kie.showTasks' },
    run(KEYS.isolate, 'talk'),
    run(KEYS.first, 'first'),
    run(KEYS.second, 'second'),
    run(KEYS.transcribe, 'talk', 'elevenlabs/speech-to-text'),
    { key: 'ctrl+alt+f8', command: 'kie.exportHistory', args: pathToFileURL(file('history.jsonl')).href },
    run(KEYS.long, 'long')
  ];
  await fs.writeFile(path.join(wb.server.userDir, 'User/keybindings.json'), JSON.stringify(bindings));
  await wb.reload();
  await actUntilVisible(tasks(), () => wb.page.keyboard.press(KEYS.show));
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const file = (name: string): string => path.join(wb.workspace, name);
const tasks = (): Locator => wb.page.locator('.pane', { hasText: 'Tasks' }).last();
const row = (text: string | RegExp): Locator => tasks().locator('.monaco-list-row', { hasText: text }).first();
const rows = (text: string | RegExp): Locator => tasks().locator('.monaco-list-row', { hasText: text });
/** Tasks that need approval, at the price to approve. */
const waits = (): Locator => rows(/(?<!≈ )12 credits · Needs approval/);
const dialog = (text: string | RegExp): Locator => wb.page.locator('.monaco-dialog-box', { hasText: text });
const saved = async (): Promise<readonly string[]> => filesBelow(file('kie'));

/** Writes a recording of silence. */
async function record(name: string, seconds: number): Promise<void> {
  const header = Buffer.alloc(44);
  const bytes = seconds * BYTES_PER_SECOND;
  header.write('RIFF', 0);
  header.writeUInt32LE(bytes + 36, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(BYTES_PER_SECOND, 24);
  header.writeUInt32LE(BYTES_PER_SECOND, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  await fs.writeFile(file(`${name}.wav`), Buffer.concat([header, Buffer.alloc(bytes, 128)]));
}

/** Presses a key of the keybindings and waits for its question. */
async function ask(key: string, question: string | RegExp): Promise<Locator> {
  await wb.page.keyboard.press(key);
  await dialog(question).waitFor();
  return dialog(question);
}

test('kie.run: its first use in a workspace is confirmed, then runs within the limits', async () => {
  const first = /Run ElevenLabs Audio Isolation for 1 credit\?.*first use in a workspace/s;
  await ask(KEYS.isolate, first);
  await wb.screenshot('kie-run-first');
  await wb.answer(first, 'Cancel');
  await wb.notification('not confirmed');
  assert.equal(wb.emulator.submissions.length, 0);
  await ask(KEYS.isolate, first);
  await wb.answer(first, 'Run');
  await waitForSubmissions(wb, 1);
  await wb.page.keyboard.press(KEYS.isolate);
  await waitForSubmissions(wb, 2);
  await eventually('two results', async () => (await saved()).length === 2);
});

test('unknown price: it is asked about, with the daily limit', async () => {
  const question = /Run ElevenLabs Speech to Text\? Price unknown\./;
  const asked = await ask(KEYS.transcribe, question);
  await asked.filter({ hasText: `may exceed your daily limit of ${LIMIT} credits (2 credits used` }).waitFor();
  await wb.screenshot('unknown-price');
  await wb.answer(question, 'Cancel');
  assert.equal(wb.emulator.submissions.length, 2);
  await ask(KEYS.transcribe, question);
  await wb.answer(question, 'Run');
  await waitForSubmissions(wb, 3);
});

test('approval: a price that rises while tasks wait is approved one by one or at once', async () => {
  wb.emulator.faults.script({ call: 'createTask', effect: { kind: 'status', status: 429, retryAfter: 3 }, times: 2 });
  const refusals = (): number => wb.emulator.requests.filter(({ status }) => status === 429).length;
  for (const [i, name] of (['first', 'second'] as const).entries()) {
    await wb.page.keyboard.press(KEYS[name]);
    await eventually(`refusal ${i + 1}`, () => refusals() === i + 1);
    await record(name, 60);
  }
  const sentence = 'This task now costs 12 credits. It was 1 credit when you started it.';
  await waits().nth(1).waitFor();
  await row('Needs approval').filter({ hasNotText: 'ElevenLabs' }).waitFor();
  const names = Object.entries(await treeNames(tasks())).slice(0, 3);
  assert.deepEqual(names, [
    ['Needs approval, 2 items', []],
    ['second.wav, 12 credits, Needs approval, ElevenLabs Audio Isolation, <time>', ['Approve and Send', 'Cancel Task']],
    ['first.wav, 12 credits, Needs approval, ElevenLabs Audio Isolation, <time>', ['Approve and Send', 'Cancel Task']]
  ]);
  await wb.notification(`2 tasks need your approval. ElevenLabs Audio Isolation: ${sentence}`);
  await wb.page.locator('.statusbar-item[id$="kie.status"] .codicon-bell-dot').waitFor();
  await wb.screenshot('needs-approval');
  await wb.pressInNotification('2 tasks need your approval.', 'Approve All…');
  const both = 'Approve and send 2 tasks for 24 credits?';
  await dialog(both).filter({ hasText: sentence }).waitFor();
  await wb.screenshot('approve-all');
  await wb.answer(both, 'Cancel');
  await waitForSubmissions(wb, 3);
  await wb.contextMenu(waits().first(), 'Approve and Send');
  await dialog(sentence).waitFor();
  await wb.screenshot('approve-one');
  await wb.answer(sentence, 'Approve and Send');
  await waitForSubmissions(wb, 4);
  await eventually('one held task', async () => (await waits().count()) === 1);
  await wb.runCommand('KIE: Approve All…');
  await wb.answer(sentence, 'Approve and Send');
  await waitForSubmissions(wb, 5);
  await row('Needs approval').waitFor({ state: 'detached' });
  // The faults of the next test apply to every download.
  const ended = tasks().locator('.monaco-list-row[aria-label*="Done"]');
  await eventually('all results', async () => (await ended.count()) === 5);
});

test('unrecognized result: its bytes are kept and saved by one click', async () => {
  const text = '\u0001\u0002 not an image';
  wb.emulator.faults.script({ call: 'download', effect: { kind: 'content', text }, times: 0 });
  await generateImage(wb, 'Strange bytes');
  const strange = row('Strange bytes').filter({ hasText: 'Result not downloaded' });
  await strange.waitFor();
  await wb.notification(/Seedream 4\.5: /);
  await wb.screenshot('save-anyway');
  const labels = await wb.contextMenuLabels(strange);
  assert.ok(labels.includes('Save Anyway'), labels.join());
  await wb.pressInNotification(/Seedream 4\.5: /, 'Save Anyway');
  await done(row('Strange bytes')).waitFor();
  wb.emulator.faults.clear();
  const [name = ''] = (await saved()).filter(each => each.includes('Strange-bytes'));
  assert.equal(await fs.readFile(file(`kie/${name}`), 'utf8'), text);
});

test('done task: a deleted result is downloaded again', async () => {
  await generateImage(wb, 'Lost and found');
  const found = done(row('Lost and found'));
  await found.waitFor();
  const bought = wb.emulator.submissions.length;
  const names = async () => (await saved()).filter(each => each.includes('Lost-and-found'));
  const before = await names();
  assert.equal(before.length, 1);
  await fs.rm(file(`kie/${before[0] ?? ''}`));
  await wb.contextMenu(found, 'Download Again');
  await eventually('the file', async () => (await names()).join() === before.join());
  await found.waitFor();
  await wb.screenshot('download-again');
  assert.equal(wb.emulator.submissions.length, bought);
});

test('code 500 without data: most likely not accepted, and runs again in one click', async () => {
  const bought = wb.emulator.submissions.length;
  wb.emulator.faults.script({ call: 'createTask', effect: { kind: 'code', code: 500 } });
  await prepareImage(wb, 'Perhaps refused');
  await wb.pick('Run (', '(3/3)');
  await wb.notification('most likely not accepted');
  await row('Perhaps refused').filter({ hasText: 'Status unknown' }).waitFor();
  await wb.screenshot('most-likely-not-accepted');
  await wb.contextMenu(row('Perhaps refused'), 'Resolve…');
  await wb.box('Did KIE accept this task?').waitFor();
  await wb.screenshot('resolve');
  await wb.closeQuickInput();
  await wb.pressInNotification('most likely not accepted', 'Run Again…');
  await wb.answer(/Run Seedream 4\.5 for .*credits?\?/, 'Run');
  await waitForSubmissions(wb, bought + 1);
  await done(rows('Perhaps refused')).first().waitFor();
});

test('export: an existing file is replaced only after a question', async () => {
  const question = 'history.jsonl already exists. Replace it?';
  await ask(KEYS.export, question);
  await wb.screenshot('export');
  await wb.answer(question, 'Cancel');
  assert.equal(await fs.readFile(file('history.jsonl'), 'utf8'), 'mine');
  await ask(KEYS.export, question);
  await wb.answer(question, 'Replace');
  await eventually('the history', async () =>
    (await fs.readFile(file('history.jsonl'), 'utf8')).includes('"prompt":"Lost and found"')
  );
});

test('daily limit: a run that passes it raises it for today', async () => {
  const bought = wb.emulator.submissions.length;
  const question = /Run ElevenLabs Audio Isolation for 60 credits\?/;
  const asked = await ask(KEYS.long, question);
  await asked.filter({ hasText: `exceed your daily limit of ${LIMIT} credits (` }).waitFor();
  await wb.screenshot('daily-limit');
  await wb.answer(question, 'Cancel');
  assert.equal(wb.emulator.submissions.length, bought);
  await ask(KEYS.long, question);
  await wb.answer(question, 'Raise Limit for Today and Run');
  await waitForSubmissions(wb, bought + 1);
  // Within the raised limit nothing is asked.
  await wb.page.keyboard.press(KEYS.isolate);
  await waitForSubmissions(wb, bought + 2);
});
