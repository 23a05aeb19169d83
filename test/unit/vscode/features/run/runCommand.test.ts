import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Intent } from '../../../../../src/core/tasks/types.ts';
import '../../../../support/vscode/register.ts';
import { Uri, user, workspace } from '../../../../support/vscode/vscode.ts';

const { Approvals } = await import('../../../../../src/vscode/features/run/approvals.ts');
const { OutputFolder } = await import('../../../../../src/vscode/features/run/outputFolder.ts');
const { runRequest } = await import('../../../../../src/vscode/features/run/runCommand.ts');

const cell = <T>(value: T) => ({
  get: () => value,
  set: (next: T): Promise<void> => Promise.resolve(void (value = next))
});

/** A workspace in which `kie.run` was used before, so that only its folder can need a question. */
async function openWorkspace(t: TestContext) {
  const dir = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'kie-run-')));
  t.after(() => fs.rm(dir, { recursive: true }));
  const [root, outside] = [path.join(dir, 'work'), path.join(dir, 'away')];
  await fs.mkdir(root);
  await fs.mkdir(outside);
  workspace.workspaceFolders = [{ uri: Uri.file(root), name: 'work' }];
  user.settings = new Map<string, unknown>([
    ['kie.output.folder', 'kie'],
    ['kie.confirmAboveCredits', 100]
  ]);
  const questions: string[] = [];
  const started: string[] = [];
  const answers = { agree: false };
  const confirm = (question: string, detail: string): Promise<boolean> => {
    questions.push(`${question} ${detail}`);
    return Promise.resolve(answers.agree);
  };
  const approvals = new Approvals(cell<readonly string[]>(['command:kie.run']));
  const engine = {
    drafts: { evaluate: () => Promise.resolve({ price: { kind: 'exact', credits: 1, parts: [] }, issues: [] }) },
    models: { entry: () => undefined },
    account: { spentToday: () => 0 },
    tasks: {
      start: ({ saveTo }: Intent) => {
        started.push(saveTo.folder);
        return Promise.resolve({ localId: 'a' });
      },
      onDidChange: () => ({ dispose: () => undefined }),
      waitFor: () => Promise.resolve({ localId: 'a', taskId: 'task', state: 'done', results: [] })
    }
  };
  const services = {
    approvals,
    ask: { confirm },
    dailyLimit: { today: undefined, over: () => undefined },
    engine: { get: () => Promise.resolve(engine) },
    key: { get: () => Promise.resolve('key') },
    output: new OutputFolder(cell(undefined), { confirm }, approvals)
  } as unknown as Parameters<typeof runRequest>[0];
  const run = (saveTo?: string): Promise<unknown> => runRequest(services, { model: 'm', input: {}, saveTo });
  return { root, outside, questions, started, answers, run };
}

const question = (folder: string): string =>
  `Save results outside this workspace? The workspace sets the output folder to ${folder}.`;

test('kie.run: asks once for a folder outside the workspace, starts nothing on Cancel', async t => {
  const { outside, questions, started, answers, run } = await openWorkspace(t);
  await assert.rejects(run(outside), { message: 'The run was not confirmed.' });
  assert.deepEqual([questions.splice(0), started], [[question(outside)], []]);
  await assert.rejects(run(path.join(outside, 'fox.png')), { message: 'The run was not confirmed.' });
  assert.deepEqual([questions.splice(0), started], [[question(outside)], []]);
  answers.agree = true;
  await run(outside);
  assert.deepEqual([questions.splice(0), started.splice(0)], [[question(outside)], [outside]]);
  await run(outside);
  assert.deepEqual([questions, started], [[], [outside]]);
});

test('kie.run: asks nothing for a folder of the workspace', async t => {
  const { root, questions, started, run } = await openWorkspace(t);
  await run(path.join(root, 'art'));
  await run();
  assert.deepEqual([questions, started], [[], [path.join(root, 'art'), path.join(root, 'kie')]]);
});

test('kie.run: asks for an output folder that is a link to another location', async t => {
  const { root, outside, questions, started, answers, run } = await openWorkspace(t);
  await fs.symlink(outside, path.join(root, 'kie'), 'junction');
  await assert.rejects(run(), {
    message: `Saving to ${path.join(root, 'kie')}, outside the workspace, was not confirmed.`
  });
  await assert.rejects(run(path.join(root, 'kie')), { message: 'The run was not confirmed.' });
  assert.deepEqual([questions.splice(0), started], [[question(outside), question(outside)], []]);
  answers.agree = true;
  await run();
  assert.deepEqual([questions, started], [[question(outside)], [outside]]);
});
