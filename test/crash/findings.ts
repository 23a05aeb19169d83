/** Compares the user's requests with the tasks KIE accepted and the files on the disk. */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { PNG } from 'pngjs';
import type { Task, TaskResult } from '../../src/shared/task.ts';
import type { Emulator } from '../emulator/emulator.ts';
import type { Trial } from './testBed.ts';
import type { EndedMessage } from './protocol.ts';
import { promptOf } from './protocol.ts';

export interface Findings {
  intents: number;
  submissions: number;
  results: number;
  /** Ended without a purchase, or without a result due to KIE, with an explanation. */
  explained: number;
  /** Bought more than once. */
  readonly duplicates: string[];
  /** Bought and neither saved nor explained, or saved damaged. */
  readonly losses: string[];
  /** Any other violation. */
  readonly violations: string[];
}

export const emptyFindings = (): Findings => ({
  intents: 0,
  submissions: 0,
  results: 0,
  explained: 0,
  duplicates: [],
  losses: [],
  violations: []
});

export function addFindings(sum: Findings, one: Findings): void {
  for (const name of ['intents', 'submissions', 'results', 'explained'] as const) sum[name] += one[name];
  for (const name of ['duplicates', 'losses', 'violations'] as const) sum[name].push(...one[name]);
}

/** Returns the purchases for these prompts, by prompt. */
function submissionsOf(emulator: Emulator, trial: Trial): ReadonlyMap<string, readonly string[]> {
  const bought = new Map<string, string[]>(trial.intents.map(intent => [promptOf(intent), []]));
  for (const { input, taskId } of emulator.submissions) bought.get(promptOf({ input }))?.push(taskId);
  return bought;
}

/** Acts as the user: approves held tasks, enters the id shown on kie.ai, and downloads again. */
export async function actAsUser(trial: Trial, ended: EndedMessage): Promise<EndedMessage> {
  const { tasks } = ended;
  const bought = submissionsOf(trial.emulator, trial);
  const assign: Record<string, string> = {};
  for (const task of tasks) {
    const taskId = bought.get(promptOf(task))?.[0];
    if (task.state === 'unknown' && task.taskId === undefined && taskId !== undefined) assign[task.localId] = taskId;
  }
  // KIE did not find an unknown task that has an ID.
  const resume = tasks
    .filter(({ state, taskId }) => state === 'uncollected' || (state === 'unknown' && taskId !== undefined))
    .map(task => task.localId);
  const approve = tasks.filter(task => task.hold !== undefined).map(task => task.localId);
  if (resume.length === 0 && approve.length === 0 && Object.keys(assign).length === 0) return ended;
  const after = await trial.runToEnd({ assign, resume, approve });
  // Approved tasks may need the same actions again.
  return approve.length === 0 ? after : actAsUser(trial, after);
}

export async function findProblems(trial: Trial, ended: EndedMessage): Promise<Findings> {
  const findings = emptyFindings();
  const { emulator } = trial;
  const { violations, losses, duplicates } = findings;
  if (ended.damagedLedger !== undefined) violations.push(`${trial.name}: the ledger was damaged`);
  const bought = submissionsOf(emulator, trial);
  const known = new Map<string, string>();
  for (const intent of trial.intents) {
    const prompt = promptOf(intent);
    const taskIds = bought.get(prompt) ?? [];
    const rows = ended.tasks.filter(task => promptOf(task) === prompt);
    findings.intents++;
    findings.submissions += taskIds.length;
    const [task] = rows;
    if (task === undefined || rows.length > 1) violations.push(`${prompt}: ${rows.length} tasks`);
    if (taskIds.length > 1) duplicates.push(`${prompt}: bought ${taskIds.length} times`);
    if (task === undefined) continue;
    const saved = await savedFiles(emulator, task, known, losses);
    findings.results += saved;
    const reason = shortcomingOf(emulator, task, taskIds);
    if (reason === undefined) continue;
    if (reason === 'explained') findings.explained++;
    else losses.push(`${prompt}: ${task.state}, ${reason} (${task.error?.message ?? 'no reason given'})`);
  }
  const names = ended.batches.map(batch => batch.name);
  if (new Set(names).size < names.length) violations.push(`${trial.name}: a batch exists twice: ${names.join('; ')}`);
  const files = await fs.readdir(trial.out);
  for (const name of files) {
    if (!known.has(path.join(trial.out, name)))
      violations.push(`${trial.name}: a file that belongs to no task: ${name}`);
  }
  await checkStorage(trial, violations);
  return findings;
}

/** Returns undefined when the task ended as bought, `explained` when it ended otherwise with a valid error. */
function shortcomingOf(emulator: Emulator, task: Task, taskIds: readonly string[]): string | undefined {
  const isExplained = (task.error?.message ?? '') !== '';
  const atKie = emulator.tasks.find(other => other.taskId === taskIds[0]);
  switch (task.state) {
    case 'done':
      if (taskIds.length === 0) return 'never bought';
      return task.taskId === taskIds[0] ? undefined : `tracks ${String(task.taskId)}, but bought was ${taskIds.join()}`;
    case 'failed':
      if (taskIds.length > 0 && atKie?.failCode === undefined) return 'failed although KIE completed it';
      return isExplained ? 'explained' : 'without a reason';
    case 'unknown':
      if (taskIds.length > 0) return 'bought and lost';
      return isExplained ? 'explained' : 'without a reason';
    default:
      return 'not ended';
  }
}

/** Counts the results on the disk; each must be complete and belong to one task only. */
async function savedFiles(
  emulator: Emulator,
  task: Task,
  known: Map<string, string>,
  losses: string[]
): Promise<number> {
  let saved = 0;
  for (const result of task.results) {
    if (result.state !== 'saved' || result.path === undefined) continue;
    const bytes = await fs.readFile(result.path).catch(() => undefined);
    const expected = result.url === undefined ? undefined : emulator.findFile(result.url);
    const sum = bytes === undefined ? undefined : createHash('sha256').update(bytes).digest('hex');
    // KIE no longer knows an expired URL; the image itself must then identify the task.
    const isWhole = expected === undefined ? isComplete(result, bytes) : sum === expected.sha256;
    if (!isWhole || bytes?.length !== result.bytes) losses.push(`${promptOf(task)}: ${result.path} is incomplete`);
    if (known.has(result.path)) losses.push(`${promptOf(task)}: ${result.path} belongs to another task too`);
    known.set(result.path, task.localId);
    saved++;
  }
  if (task.state === 'done' && saved === 0) losses.push(`${promptOf(task)}: done without a file`);
  return saved;
}

function isComplete({ kind }: TaskResult, bytes: Buffer | undefined): boolean {
  if (bytes === undefined || bytes.length === 0) return false;
  if (kind !== 'image') return true;
  try {
    return PNG.sync.read(bytes).width > 0;
  } catch {
    return false; // truncated
  }
}

/** The ledger is intact, nothing was quarantined, and none of the files contains the key. */
async function checkStorage(trial: Trial, violations: string[]): Promise<void> {
  const entries = await fs.readdir(trial.storage, { recursive: true, withFileTypes: true });
  const names = entries.map(({ name }) => name);
  if (names.some(name => name.includes('damaged'))) violations.push(`${trial.name}: ${names.join()}`);
  for (const file of entries.filter(entry => entry.isFile())) {
    const bytes = await fs.readFile(path.join(file.parentPath, file.name));
    if (bytes.includes(trial.emulator.key)) violations.push(`${trial.name}: the key is in ${file.name}`);
  }
  const db = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path.join(trial.storage, 'ledger.db'));
  const check = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
  db.close();
  if (check !== 'ok') violations.push(`${trial.name}: the ledger says ${String(check)}`);
}
