import * as vscode from 'vscode';
import { numberText } from '../../../shared/format/numberText.ts';
import { draftMedia, mediaName } from '../../../core/models/mediaInput.ts';
import type { Draft, FieldState, Price } from '../../../shared/form.ts';
import { formatUsd, USD_PER_CREDIT } from '../../../shared/format/credits.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import { priceText } from '../../common/text/format.ts';
import { formatList } from '../../../shared/format/listFormat.ts';

/** The most file names in a confirmation. */
const MAX_NAMES = 6;

/** A request that a confirmation is about. */
export interface ConfirmedRequest {
  readonly entry: ModelEntry | undefined;
  readonly input: Draft;
  /** The effect of the rules, from its evaluation. Without it, a documented default duration is not mentioned. */
  readonly fields?: Readonly<Record<string, FieldState>>;
}

/** Returns what a confirmation names besides the model: the price with US dollars, the files and the duration. */
export function requestDetails(price: Price, requests: readonly ConfirmedRequest[]): readonly string[] {
  return [priceLine(price), inputsLine(requests), durationLine(requests)].filter(line => line !== undefined);
}

/** "Model: Nano Banana 2", for a question that does not name it. */
export function modelLine(models: readonly (ModelEntry | undefined)[]): string | undefined {
  const names = [...new Set(models.map(entry => entry?.name))].filter(name => name !== undefined);
  if (names.length === 0) return undefined;
  return names.length === 1
    ? vscode.l10n.t('Model: {0}', names[0] ?? '')
    : vscode.l10n.t('Models: {0}', shortList(names));
}

/** "Price: 24 credits ($0.12)" */
function priceLine(price: Price): string | undefined {
  if (price.kind === 'unknown' || price.credits === undefined) return undefined;
  const usd = formatUsd(price.credits * USD_PER_CREDIT);
  return vscode.l10n.t('Price: {0} ({1})', priceText(price), usd);
}

/** "Inputs: First Frame (portrait.png)"; several requests list the files only. */
function inputsLine(requests: readonly ConfirmedRequest[]): string | undefined {
  const [only] = requests;
  const names =
    requests.length === 1 && only?.entry !== undefined
      ? labeledInputs(only.entry, only.input)
      : [...new Set(requests.flatMap(request => filesOf(request)))].map(mediaName);
  return names.length === 0 ? undefined : vscode.l10n.t('Inputs: {0}', shortList(names));
}

const filesOf = ({ entry, input }: ConfirmedRequest): readonly string[] =>
  entry === undefined ? [] : draftMedia(entry, input);

const labeledInputs = (entry: ModelEntry, input: Draft): readonly string[] =>
  Object.entries(input).flatMap(([name, value]) => {
    const files = draftMedia(entry, { [name]: value });
    const label = entry.params[name]?.label ?? name;
    return files.length === 0 ? [] : [vscode.l10n.t('{0} ({1})', label, shortList(files.map(mediaName)))];
  });

function shortList(names: readonly string[]): string {
  const rest = names.length - MAX_NAMES;
  const shown = formatList(names.slice(0, MAX_NAMES));
  return rest <= 0 ? shown : vscode.l10n.t('{0} and {1} more', shown, rest);
}

/** "Duration: 5 s" */
function durationLine(requests: readonly ConfirmedRequest[]): string | undefined {
  const seconds = requests.map(secondsOf).filter(value => value !== undefined);
  if (seconds.length === 0 || seconds.length < requests.length) return undefined;
  const figures = [Math.min(...seconds), Math.max(...seconds)].map(numberText);
  const [least = '', most = ''] = figures;
  if (requests.length === 1) return vscode.l10n.t('Duration: {0} s', least);
  return least === most
    ? vscode.l10n.t('Duration: {0} s each', least)
    : vscode.l10n.t('Duration: {0} to {1} s each', least, most);
}

/** The duration in a request, in seconds; undefined when it has none or KIE chooses it (0 and -1). */
function secondsOf({ entry, input, fields }: ConfirmedRequest): number | undefined {
  const assumed = fields === undefined || fields['duration']?.hidden === true ? undefined : entry?.params['duration'];
  const value = input['duration'] ?? assumed?.default;
  const seconds = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof seconds === 'number' && seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}
