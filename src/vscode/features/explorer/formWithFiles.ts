import * as vscode from 'vscode';
import { plural } from '../../../shared/format/plural.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { MediaKind, ModelEntry } from '../../../shared/model.ts';
import { acceptedTypes } from '../../../shared/catalog/mediaParams.ts';
import { extensionOf } from '../../../shared/catalog/mediaTypes.ts';
import type { Services } from '../../services.ts';
import { baseName, extensionsFor, shownName } from '../../../core/files/mediaFiles.ts';
import { mediaFit, mediaTarget } from '../../../core/models/mediaInput.ts';
import { withKey } from '../../common/withKey.ts';
import { askParam, questions } from '../../common/input/askParam.ts';
import { runAndReport } from '../run/runAndReport.ts';
import { BACK } from '../../common/input/wizard.ts';
import { showWarning } from '../../common/notify.ts';
import { showPick } from '../../common/quickInput.ts';
import { formatList } from '../../../shared/format/listFormat.ts';

/**
 * Opens the form with a model, these files and the last prompt for that model. Other values that were entered for it
 * before do not come back. Reports the files that the model does not accept. If it accepts fewer files, offers one run
 * per file.
 * @throws when the model accepts no files of this kind
 */
export async function formWithFiles(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'form' | 'key' | 'notifier' | 'output'>,
  entry: ModelEntry,
  kind: MediaKind,
  files: readonly vscode.Uri[]
): Promise<void> {
  const target = mediaTarget(entry, kind);
  if (target === undefined) throw new Error(vscode.l10n.t("{0} doesn't accept these files.", entry.name));
  const [name, param] = target;
  const extensions = extensionsFor(kind, acceptedTypes(param));
  const fit = files.filter(({ path }) => extensions.includes(extensionOf(path)));
  const unfit = files.filter(file => !fit.includes(file)).map(({ path }) => baseName(path));
  if (unfit.length > 0) {
    const types = formatList(extensions);
    const text = vscode.l10n.t('{0} accepts {1} here, not {2}.', entry.name, types, formatList(unfit));
    void showWarning(text);
  }
  // Opens the form even when no file fits, because the user can select another model there.
  const used = fit.length === 0 ? files : fit;
  const { value, taken } = mediaFit(param, used.map(String));
  if (taken < used.length) {
    const each = await askEach(entry, taken, used.length);
    if (each === undefined) return;
    if (each) return runEach(services, entry, name, used);
  }
  await services.form.open(entry.id, { [name]: value }, 'prompt');
}

async function askEach(entry: ModelEntry, taken: number, count: number): Promise<boolean | undefined> {
  const items = [
    { icon: 'run-all', label: vscode.l10n.t('Run once for each of the {0} files…', count), each: true },
    {
      icon: 'settings',
      label:
        taken === 1
          ? vscode.l10n.t('Open the form with the first file')
          : vscode.l10n.t('Open the form with the first {0} files', taken),
      each: false
    }
  ];
  const title = vscode.l10n.t('{0} accepts {1} of the {2} files.', entry.name, taken, count);
  const placeHolder = vscode.l10n.t('How do you want to continue?');
  return (await showPick(items, { title, placeHolder, ignoreFocusOut: true }))?.each;
}

/** Starts one run per file with the same values for the other parameters, after one price confirmation. */
async function runEach(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'key' | 'notifier' | 'output'>,
  entry: ModelEntry,
  name: string,
  files: readonly vscode.Uri[]
): Promise<void> {
  const engine = await services.engine.get();
  const answers = await answersTo(engine, entry, name);
  if (answers === undefined) return;
  await withKey(services.key, async () => {
    const saveTo = await services.output.target('ask');
    const param = entry.params[name];
    if (saveTo === undefined || param === undefined) return;
    const runs = files.map(file => ({
      name: shownName(file.path),
      input: { ...answers, [name]: mediaFit(param, [file.toString()]).value },
      saveTo
    }));
    const question = (count: number, price: string): string =>
      plural(vscode.l10n.t('Run {0} on {1} files for {2}?'), entry.name, count, price);
    const batch = {
      model: entry.id,
      modelName: entry.name,
      name: entry.name,
      runs,
      origin: 'command',
      question
    } as const;
    await runAndReport(services, engine, batch, 'user');
  });
}

/** Asks for the values that the model needs besides the file. Undefined when the user canceled. */
async function answersTo(
  engine: Engine,
  entry: ModelEntry,
  file: string
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const names = questions(engine, entry).filter(name => name !== file);
  const answers: Record<string, unknown> = {};
  for (let at = 0; at < names.length;) {
    const step = { title: entry.name, step: at + 1, totalSteps: names.length };
    const done = await askParam(entry, names[at] ?? '', answers, step);
    if (done === undefined) return undefined;
    at += done === BACK ? -1 : 1;
  }
  return answers;
}
