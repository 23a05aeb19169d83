import * as vscode from 'vscode';
import { compact } from '../../../../shared/compact.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { isOfKind, shownName } from '../../../../core/files/mediaFiles.ts';
import { draftMedia, mediaStrings } from '../../../../core/models/mediaInput.ts';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import { foreignMessage } from '../../../../shared/foreignText.ts';
import type { Comparable, ResultAction, ResultFile, ResultSnapshot } from '../../../../shared/protocol/result.ts';
import type { MediaFacts } from '../../../../shared/form.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { actionOf } from '../../../common/endActions.ts';
import { stateText } from '../../../common/text/taskText.ts';
import { webviewAddress } from '../../../common/webviewAddress.ts';
import { fileOf } from '../target.ts';
import type { ResultTarget } from '../../../services.ts';
import { factLines, requestLines } from './details.ts';
import { resultFile } from './file.ts';
import { batchTasks, siblingsOf } from './siblings.ts';

type Reader = Pick<Engine, 'drafts' | 'models' | 'tasks'>;

/** The state of the Result editor for a result. */
export async function resultSnapshot(
  engine: Reader,
  webview: vscode.Webview,
  target: ResultTarget,
  isPinned: boolean
): Promise<ResultSnapshot> {
  const task = engine.tasks.get(target.localId);
  const l10n = vscode.l10n.bundle;
  const shared = { ...target, isPinned, ...(l10n === undefined ? {} : { l10n }) };
  if (task === undefined) return { ...removed(), ...shared };
  const entry = engine.models.entry(task.model);
  const result = task.results.find(({ index }) => index === target.index);
  const uri = fileOf(task, target.index);
  const [file, facts, sources, siblings] = await Promise.all([
    result === undefined ? undefined : resultFile(webview, result),
    uri === undefined ? undefined : factsOf(engine, uri),
    sourcesOf(webview, task),
    siblingsOf(engine, webview, batchTasks(engine, task), target)
  ]);
  const action = task.state === 'done' && file !== undefined ? undefined : actionOf(task);
  const message =
    file === undefined ? (task.hold?.message ?? result?.error ?? task.error?.message) : task.error?.message;
  return compact<ResultSnapshot>({
    ...shared,
    model: entry?.name ?? task.model,
    subject: promptText(entry, task.input).trim() || firstName(engine, task),
    state: task.state === 'done' ? undefined : stateText(task),
    message: message === undefined ? undefined : foreignMessage(message),
    remedy: action?.title,
    file,
    sources,
    request: requestLines(engine, task),
    facts: factLines(task, facts),
    ...siblings,
    actions: actionsOf(engine, task, file, action !== undefined)
  });
}

const removed = (): Omit<ResultSnapshot, 'localId' | 'index' | 'isPinned'> => ({
  model: '',
  subject: '',
  message: vscode.l10n.t('This task was removed from the list.'),
  sources: [],
  request: [],
  facts: [],
  siblings: [],
  actions: []
});

function actionsOf(
  engine: Reader,
  task: Task,
  file: ResultFile | undefined,
  hasRemedy: boolean
): readonly ResultAction[] {
  const isMedia = file !== undefined && file.kind !== 'text' && file.kind !== 'json';
  // A file that cannot be shown here can be opened elsewhere and used.
  const isThere = file !== undefined && file.isMissing !== true;
  const isRestorable = file?.isMissing === true && task.state === 'done' && engine.tasks.canResume(task.localId);
  const ended = !isActive(task.state);
  const offered: readonly (readonly [ResultAction, boolean])[] = [
    ['remedy', hasRemedy],
    ['useIn', isMedia && isThere],
    ['more', ended && engine.tasks.followUps(task.localId).length > 0],
    ['runAgain', ended],
    ['editRequest', true],
    ['insert', isThere],
    ['reveal', isThere],
    ['open', isThere],
    ['delete', isThere],
    ['downloadAgain', isRestorable],
    ['copyTaskId', task.taskId !== undefined],
    ['copyPrompt', promptText(engine.models.entry(task.model), task.input) !== ''],
    ['showTasks', true]
  ];
  return offered.filter(([, isOffered]) => isOffered).map(([name]) => name);
}

/** The local input images, to compare the result with. */
async function sourcesOf(webview: vscode.Webview, task: Task): Promise<readonly Comparable[]> {
  const images = mediaStrings(task.input).filter(value => value.startsWith('file:') && isOfKind(value, 'image'));
  const found = await Promise.all(
    [...new Set(images)].map(async (value): Promise<Comparable | undefined> => {
      const uri = vscode.Uri.parse(value);
      const src = await webviewAddress(webview, uri);
      return src === undefined ? undefined : { name: shownName(uri.path), src };
    })
  );
  return found.filter(source => source !== undefined);
}

/** The details of the file; undefined when it cannot be read. */
async function factsOf(engine: Reader, uri: vscode.Uri): Promise<MediaFacts | undefined> {
  try {
    return await engine.drafts.facts(uri.toString());
  } catch {
    // The view of the file shows the problem.
    return undefined;
  }
}

/** The name of the first input file. */
function firstName(engine: Reader, task: Task): string {
  const entry = engine.models.entry(task.model);
  const [first] = entry === undefined ? [] : draftMedia(entry, task.input);
  return first === undefined ? '' : shownName(vscode.Uri.parse(first).path);
}
