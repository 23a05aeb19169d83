import * as vscode from 'vscode';
import { numberText } from '../../../shared/format/numberText.ts';
import { draftMedia, mediaName } from '../../../core/models/mediaInput.ts';
import type { Draft, Length, Price } from '../../../shared/form.ts';
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
  /** From its evaluation. */
  readonly lengths?: readonly Length[] | undefined;
}

/** Returns the details in a confirmation besides the model: the price with US dollars, the files and the lengths. */
export function requestDetails(price: Price, requests: readonly ConfirmedRequest[]): readonly string[] {
  return [priceLine(price), inputsLine(requests), ...lengthLines(requests)].filter(line => line !== undefined);
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

/** Returns a line for each length that all requests have, such as "Duration: 5 s". */
function lengthLines(requests: readonly ConfirmedRequest[]): readonly string[] {
  const all = requests.map(({ lengths = [] }) => lengths);
  const kinds = [...new Set(all.flat().map(length => length.of))];
  return kinds.flatMap(of => {
    const each = all.map(lengths => lengths.find(length => length.of === of)).filter(length => length !== undefined);
    if (each.length < requests.length) return [];
    const value = lengthText(each);
    return of === undefined ? vscode.l10n.t('Duration: {0}', value) : vscode.l10n.t('Length of "{0}": {1}', of, value);
  });
}

/** "5 s", "up to 5 s", "5 to 10 s each" */
function lengthText(lengths: readonly Length[]): string {
  const [only] = lengths;
  const seconds = lengths.map(length => length.seconds).filter(value => value !== undefined);
  if (seconds.length < lengths.length) {
    const texts = new Set(lengths.map(({ text }) => text));
    return (texts.size === 1 ? only?.text : undefined) ?? vscode.l10n.t('unknown');
  }
  const least = numberText(Math.min(...seconds));
  const most = numberText(Math.max(...seconds));
  const isBound = lengths.some(({ kind }) => kind === 'atMost');
  if (lengths.length === 1) return isBound ? vscode.l10n.t('up to {0} s', most) : vscode.l10n.t('{0} s', most);
  if (isBound) return vscode.l10n.t('up to {0} s each', most);
  return least === most ? vscode.l10n.t('{0} s each', most) : vscode.l10n.t('{0} to {1} s each', least, most);
}
