import * as vscode from 'vscode';
import { joinSentences } from '../../../shared/format/listFormat.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { Draft, ModelSummary } from '../../../shared/form.ts';
import { startsFromIdea } from '../../../shared/catalog/mainPrompt.ts';
import type { ModelEntry, Output } from '../../../shared/model.ts';
import type { Handler } from '../../common/contributions/handler.ts';
import type { Services } from '../../services.ts';
import { rememberModel } from '../../state.ts';
import { startOne } from '../run/startOne.ts';
import { priceText, usdText } from '../../common/text/format.ts';
import { askParam, questions } from '../../common/input/askParam.ts';
import type { Answered } from '../../common/input/askParam.ts';
import { pickModel } from '../../common/input/modelPicker.ts';
import { BACK, pickOne } from '../../common/input/wizard.ts';
import type { Step } from '../../common/input/wizard.ts';
import { showError } from '../../common/notify.ts';

type Media = Extract<Output, 'image' | 'video' | 'audio'>;

/** Asks for a model, prompt, required media and options, then runs the model or opens the form. */
export async function generate(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'form' | 'key' | 'log' | 'output' | 'state'>,
  output: Media
): Promise<void> {
  const engine = await services.engine.get();
  // Models that are new today are in the next list.
  void engine.liveModels.refresh();
  const title = titleOf(output);
  let entry: ModelEntry | undefined;
  let draft: Record<string, unknown> = {};
  let preset: Draft | undefined;
  let at = 0;
  for (;;) {
    const asked = entry === undefined ? [] : questions(engine, entry);
    const step: Step = { title, step: at + 1, totalSteps: entry === undefined ? 3 : asked.length + 2 };
    let done: Answered;
    if (at === 0 || entry === undefined) {
      const picked = await pickModel(services.state, generators(engine, output), {
        placeholder: vscode.l10n.t('Select a model'),
        step
      });
      if (picked === undefined || picked === BACK) return;
      const chosen = engine.models.entry(picked.id);
      // The tier of an earlier choice must not stay.
      for (const name of Object.keys(preset ?? {})) Reflect.deleteProperty(draft, name);
      draft = { ...chosen?.start, ...(chosen?.id === entry?.id ? draft : {}), ...picked.input };
      preset = picked.input;
      entry = chosen;
      done = true;
    } else if (at <= asked.length) {
      done = await askParam(entry, asked[at - 1] ?? '', draft, step);
    } else {
      done = await finish(services, engine, { entry, draft }, step);
      if (done === true) return;
    }
    if (done === undefined) return;
    at += done === BACK ? -1 : 1;
  }
}

/** Returns the current models that generate from a prompt. Models that need a file have separate commands. */
function generators(engine: Engine, output: Media): readonly ModelSummary[] {
  return engine.models
    .summaries()
    .filter(model => model.output === output && model.status === 'current' && isGenerator(model.task))
    .filter(({ id }) => startsFromIdea(engine.models.entry(id) ?? { params: {} }));
}

const isGenerator = (task: string): boolean => !/^(upscale|remove)|^helper$|-to-text$/.test(task);

interface Request {
  readonly entry: ModelEntry;
  readonly draft: Draft;
}

/**
 * The last step. Resolves to true when a task runs or the form is open. A user who declines the price or has no API key
 * returns to it.
 */
async function finish(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'form' | 'key' | 'log' | 'output' | 'state'>,
  engine: Engine,
  { entry, draft }: Request,
  step: Step
): Promise<Answered> {
  const { issues, price, lengths, warnings } = await engine.drafts.evaluate(entry.id, draft);
  const problems = joinSentences(issues.map(issue => issue.message));
  const run = {
    icon: 'play',
    label: vscode.l10n.t('Run ({0})', priceText(price)),
    description: usdText(price),
    detail: entry.name
  };
  const more = { icon: 'settings', label: vscode.l10n.t('More options…'), detail: problems };
  const items = problems === '' ? [run, more] : [more];
  const placeholder = vscode.l10n.t('Run now or open the form');
  for (;;) {
    const chosen = await pickOne(items, { ...step, placeholder });
    if (chosen === undefined || chosen === BACK) return chosen;
    if (chosen === more) {
      await services.form.open(entry.id, draft, 'prompt');
      return true;
    }
    try {
      if ((await startOne(services, engine, { entry, input: draft, price, lengths, warnings })) !== undefined) {
        await rememberModel(services.state, entry.id);
        return true;
      }
    } catch (error) {
      void showError(messageOf(error));
    }
  }
}

function titleOf(output: Media): string {
  switch (output) {
    case 'image':
      return vscode.l10n.t('Generate Image');
    case 'video':
      return vscode.l10n.t('Generate Video');
    case 'audio':
      return vscode.l10n.t('Generate Speech or Music');
  }
}

/** Creates the command for one kind of output. */
export const generateCommand =
  (output: Media): Handler =>
  services =>
    generate(services, output);
