import * as l10n from '@vscode/l10n';
import { fileURLToPath } from 'node:url';
import type { Draft, Evaluation, MediaFacts } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { stampOrNone } from '../files/fileStamp.ts';
import { inspectInput } from '../files/inspectInput.ts';
import type { Catalog } from '../models/catalog.ts';
import { isRunnable } from '../models/catalog.ts';
import { evaluate } from '../models/evaluate.ts';
import { formatValues } from '../models/values/sentences.ts';
import { neededCallBack, withCallBack } from '../tasks/run/callBack.ts';
import { mediaValues } from '../tasks/run/mediaValues.ts';

/** How many models are named to somebody who named none. */
const MOST_NAMED = 3;

/** What can be said of a draft: everything of `evaluate`, with the facts of its local files looked up. */
export class Drafts {
  readonly #catalog: Catalog;
  readonly #callBackUrl: () => string | undefined;
  readonly #priced: (entry: ModelEntry) => ModelEntry;
  readonly #known = new Map<string, { readonly stamp: string; readonly facts: Promise<MediaFacts> }>();

  /** `priced` gives an entry the prices that count at the moment. */
  constructor(
    catalog: Catalog,
    callBackUrl: () => string | undefined,
    priced: (entry: ModelEntry) => ModelEntry = entry => entry
  ) {
    this.#catalog = catalog;
    this.#callBackUrl = callBackUrl;
    this.#priced = priced;
  }

  /** Read anew only when the file has changed; nothing is known of what is no local file. */
  async facts(value: string): Promise<MediaFacts> {
    if (!/^file:/i.test(value)) return {};
    const file = pathOf(value);
    if (file === undefined) return { problem: l10n.t('It is not the address of a file on this computer.') };
    const stamp = await stampOrNone(file);
    const known = this.#known.get(value);
    if (known?.stamp === stamp) return known.facts;
    const facts = inspectInput(file);
    this.#known.set(value, { stamp, facts });
    return facts;
  }

  /** A model that is not known or cannot be run is an issue at the path `model`. */
  async evaluate(model: string, given: Draft): Promise<Evaluation> {
    const entry = this.#catalog.entry(model);
    if (entry === undefined) return notToRun(unknownModel(model, this.#catalog));
    const draft = withCallBack(entry, given, this.#callBackUrl());
    const known = new Map<string, MediaFacts>();
    await Promise.all(mediaValues(entry, draft).map(async value => known.set(value, await this.facts(value))));
    const evaluation = evaluate(this.#priced(entry), draft, value => known.get(value));
    if (!isRunnable(entry)) {
      return notToRun(l10n.t('The model {0} is known but cannot be run any more.', model), evaluation);
    }
    const callBack = neededCallBack(entry);
    if (callBack === undefined) return evaluation;
    return { ...evaluation, fields: { ...evaluation.fields, [callBack]: { hidden: true } } };
  }
}

/** Aliases and near misses are named, never taken: which one is paid for is the caller's decision. */
function unknownModel(model: string, catalog: Catalog): string {
  const near = catalog.search(model, { includeFormer: true }).slice(0, MOST_NAMED);
  return near.length === 0
    ? l10n.t('The model {0} is not in the catalog.', model)
    : l10n.t('The model {0} is not in the catalog. Did you mean {1}?', model, formatValues(near.map(({ id }) => id)));
}

/** Undefined for another computer's file, for an address with signs that no path can have, and for none at all. */
function pathOf(value: string): string | undefined {
  try {
    const file = fileURLToPath(value);
    return file.includes('\0') ? undefined : file;
  } catch {
    return undefined;
  }
}

/** What is said of a draft whose model cannot be run: no input to send and no price. */
function notToRun(message: string, known?: Evaluation): Evaluation {
  return {
    issues: [{ path: 'model', message }, ...(known?.issues ?? [])],
    advice: known?.advice ?? [],
    fields: known?.fields ?? {},
    price: { kind: 'unknown', parts: [] }
  };
}
