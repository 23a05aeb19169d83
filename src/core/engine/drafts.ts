import * as l10n from '@vscode/l10n';
import { fileURLToPath } from 'node:url';
import type { Draft, Evaluation, MediaFacts, Price } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { stampOrNone } from '../files/fileStamp.ts';
import { inspectInput } from '../files/inspectInput.ts';
import type { Catalog } from '../models/catalog.ts';
import { isRunnable, summaryOf } from '../models/catalog.ts';
import { insteadOf } from '../../shared/catalog/search/pickerSearch.ts';
import { evaluate } from '../models/evaluate.ts';
import type { Facts } from '../models/values/mediaLimits.ts';
import { migrateDraft } from '../models/migrateDraft.ts';
import { asApproximate, optionPrices } from '../models/pricing/optionPrices.ts';
import { before } from '../../shared/textParts.ts';
import { formatValues } from '../models/values/sentences.ts';
import { requiredCallBack, withCallBack } from '../tasks/run/submit/callback.ts';
import { mediaValues } from '../tasks/run/submit/mediaValues.ts';

/** Maximum number of suggested models for an unknown ID. */
const MAX_SUGGESTIONS = 3;

/** Current information of KIE. */
interface LiveFacts {
  /** Returns an entry with its current prices. */
  readonly priced?: (entry: ModelEntry) => Promise<ModelEntry>;
  /** Returns the price of a draft after comparing it with KIE's own text. */
  readonly price?: (price: Price, entry: ModelEntry, request: { draft: Draft; facts: Facts }) => Promise<Price>;
  /** Returns the warnings to show before the request costs credits. */
  readonly warnings?: (entry: ModelEntry, input: Draft) => readonly string[];
}

/** `engine.drafts`: validates and prices drafts, using properties of their local files. */
export class Drafts {
  readonly #catalog: Catalog;
  readonly #callBackUrl: () => string | undefined;
  readonly #live: LiveFacts;
  readonly #known = new Map<string, { readonly stamp: string; readonly facts: Promise<MediaFacts> }>();

  constructor(catalog: Catalog, callBackUrl: () => string | undefined, live: LiveFacts = {}) {
    this.#catalog = catalog;
    this.#callBackUrl = callBackUrl;
    this.#live = live;
  }

  /** Returns the properties of a local file, read again only after a change; none for other values. */
  async facts(value: string): Promise<MediaFacts> {
    if (!/^file:/i.test(value)) return {};
    const file = pathOf(value);
    if (file === undefined) return { problem: l10n.t('This is not the URL of a local file.') };
    const stamp = await stampOrNone(file);
    const known = this.#known.get(value);
    if (known?.stamp === stamp) return known.facts;
    const facts = inspectInput(file);
    this.#known.set(value, { stamp, facts });
    return facts;
  }

  /**
   * Validates and prices a draft. A model that is unknown or cannot be run is reported as an issue at the path `model`.
   */
  async evaluate(model: string, given: Draft): Promise<Evaluation> {
    const entry = this.#catalog.entry(model);
    if (entry === undefined) return notToRun(unknownModel(model, this.#catalog));
    const draft = withCallBack(entry, given, this.#callBackUrl());
    const evaluation = await this.#corrected(entry, draft, await this.#factsOf(entry, draft));
    if (!isRunnable(entry)) return notToRun(this.#goneText(entry), evaluation);
    const callBack = requiredCallBack(entry);
    if (callBack === undefined) return evaluation;
    return { ...evaluation, fields: { ...evaluation.fields, [callBack]: { hidden: true } } };
  }

  /** Returns the evaluation with KIE's current information about the price and the model. */
  async #corrected(entry: ModelEntry, draft: Draft, facts: Facts): Promise<Evaluation> {
    const { priced, price: corrected, warnings } = this.#live;
    const current = (await priced?.(entry)) ?? entry;
    const evaluation = evaluate(current, draft, facts);
    const price = (await corrected?.(evaluation.price, current, { draft, facts })) ?? evaluation.price;
    const said = warnings?.(entry, evaluation.input ?? draft) ?? [];
    return { ...evaluation, price, ...(said.length === 0 ? {} : { warnings: said }) };
  }

  #goneText(entry: ModelEntry): string {
    const instead = insteadOf(summaryOf(entry), this.#catalog.summaries());
    return instead === undefined
      ? l10n.t('The model {0} can no longer be run.', entry.id)
      : l10n.t('The model {0} can no longer be run. Use {1} instead.', entry.id, instead.id);
  }

  /**
   * Like `evaluate`, with the prices of the choices that change the price. They are no more exact than the price of the
   * draft.
   */
  async evaluateForm(model: string, draft: Draft): Promise<Evaluation> {
    const evaluation = await this.evaluate(model, draft);
    const entry = this.#catalog.entry(model);
    const { kind } = evaluation.price;
    if (entry === undefined || kind === 'unknown') return evaluation;
    const wrong = new Set(evaluation.issues.map(({ path }) => before(path, /[.[]/)));
    const current = (await this.#live.priced?.(entry)) ?? entry;
    const prices = optionPrices(current, draft, await this.#factsOf(entry, draft), { wrong });
    if (Object.keys(prices).length === 0) return evaluation;
    return { ...evaluation, optionPrices: kind === 'about' ? asApproximate(prices) : prices };
  }

  async #factsOf(entry: ModelEntry, draft: Draft): Promise<Facts> {
    const known = new Map<string, MediaFacts>();
    await Promise.all(mediaValues(entry, draft).map(async value => known.set(value, await this.facts(value))));
    return value => known.get(value);
  }

  /** Returns the draft for the replacement of a legacy entry; undefined when there is none. */
  forReplacement(model: string, input: Draft): { readonly model: string; readonly input: Draft } | undefined {
    const entry = this.#catalog.entry(model);
    const next = entry?.successor === undefined ? undefined : this.#catalog.entry(entry.successor);
    if (entry === undefined || next === undefined) return undefined;
    return { model: next.id, input: migrateDraft(entry, next, input) };
  }
}

/** Suggests aliases and similar IDs but never uses them: the caller decides which model to pay for. */
function unknownModel(model: string, catalog: Catalog): string {
  const near = catalog.search(model, { includeLegacy: true }).slice(0, MAX_SUGGESTIONS);
  return near.length === 0
    ? l10n.t('The model {0} is not in the catalog.', model)
    : l10n.t('The model {0} is not in the catalog. Did you mean {1}?', model, formatValues(near.map(({ id }) => id)));
}

/** Undefined for a file on another computer, for characters that are invalid in a path, and for an invalid URL. */
function pathOf(value: string): string | undefined {
  try {
    const file = fileURLToPath(value);
    return file.includes('\0') ? undefined : file;
  } catch {
    return undefined;
  }
}

/** Returns the evaluation of a draft whose model cannot be run: no input to send and no price. */
function notToRun(message: string, known?: Evaluation): Evaluation {
  return {
    issues: [{ path: 'model', message }, ...(known?.issues ?? [])],
    advice: known?.advice ?? [],
    fields: known?.fields ?? {},
    price: { kind: 'unknown', parts: [] }
  };
}
