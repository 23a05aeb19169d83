import type { Draft, Evaluation, FieldState } from '../../../src/shared/form.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import { batchSize, MAX_RUNS } from '../../../src/shared/protocol/batch.ts';
import type { Batch } from '../../../src/shared/protocol/batch.ts';
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import type { RequestTexts, ResultOf } from '../../../src/shared/protocol/requests.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { getAt, isWithin, pathOf } from '../model/draftPath.ts';
import type { Keys } from '../model/draftPath.ts';
import { NO_MODE_CHOICES } from '../model/modes.ts';
import type { ModeChoices } from '../model/modes.ts';
import type { PromptWalk } from '../model/promptWalk.ts';
import type { Saved } from '../model/savedState.ts';
import { NOTHING_TOUCHED } from '../model/touched.ts';
import type { Touched } from '../model/touched.ts';

/** The varied parameters of a batch. */
export type Axis = 'sweep' | 'second';
type SweepTexts = Readonly<Partial<Record<Axis, string>>>;

/** The panel above the Run button. */
export type Panel = 'presets' | 'batch' | 'request' | 'price';

/** A chosen model whose state the extension has not answered yet. */
interface PendingChoice {
  readonly turn: number;
  readonly id: string;
  /** Top-level parameters changed since the choice: the answer may not carry over their values. */
  readonly edited: ReadonlySet<string>;
  /** The newest snapshot pushed since the choice; it is applied after the answer. */
  readonly deferred?: Snapshot;
}

/** The state of the form of one model; another model resets it. */
interface ModelUiState {
  /** The path of the field with the focus. */
  readonly focused: string | undefined;
  /** The path of the field that had the focus last, or the id of such a control in the Batch panel. */
  readonly lastFocused: string | undefined;
  readonly touched: Touched;
  readonly modes: ModeChoices;
  /** Chosen alternatives of parameters with `oneOf`, by path. */
  readonly variants: ReadonlyMap<string, number>;
  /** States of folds and toggles, by name. */
  readonly flags: ReadonlyMap<string, boolean>;
  /** Why files were not added, by the path of their field. */
  readonly refusals: ReadonlyMap<string, readonly string[]>;
  /** Addresses of files that are being entered, by the path of their field. */
  readonly addressTexts: ReadonlyMap<string, string>;
  /** The earlier prompts, while the user walks through them. */
  readonly promptWalk: PromptWalk | undefined;
  /** The draft before and after the form was reset. */
  readonly reset: { readonly before: Draft; readonly after: Draft } | undefined;
  readonly panel: Panel | undefined;
  /** The tab of the panels that the Tab key reaches; arrow keys move among them. */
  readonly panelTab: Panel;
  /** The request that would be sent, while its panel is open. */
  readonly request: RequestTexts | undefined;
  /** `times` is 0 while the entered number is not possible, and a parameter has no values while one is wrong. */
  readonly batch: Batch;
  /** The number of runs as entered; undefined while the box is empty. */
  readonly enteredTimes: number | undefined;
  /** The values of varied numbers, as entered. */
  readonly sweepTexts: SweepTexts;
  /** The number of prompts of a list that do not fit into the batch. */
  readonly promptsLeft: number;
  /** The price of the batch, once it is known; absent for a single run. */
  readonly quote: ResultOf<'quote'> | undefined;
}

/** Everything that the page shows. */
export interface PageState extends ModelUiState {
  readonly snapshot: Snapshot | undefined;
  readonly draft: Draft;
  readonly evaluation: Evaluation | undefined;
  readonly media: Readonly<Record<string, MediaItem>>;
  /** The last error, as a sentence for the user. */
  readonly problem: string | undefined;
  readonly choice: PendingChoice | undefined;
  readonly choiceCount: number;
  readonly quoteCount: number;
  /** Set from the click on Run until an accidental second click is no longer likely. */
  readonly isRunning: boolean;
  /** Whether the prompt gets the focus with the next render. */
  readonly wantsPrompt: boolean;
}

export const INITIAL_UI: ModelUiState = {
  focused: undefined,
  lastFocused: undefined,
  touched: NOTHING_TOUCHED,
  modes: NO_MODE_CHOICES,
  variants: new Map(),
  flags: new Map(),
  refusals: new Map(),
  addressTexts: new Map(),
  promptWalk: undefined,
  reset: undefined,
  panel: undefined,
  panelTab: 'presets',
  request: undefined,
  batch: { times: 1 },
  enteredTimes: 1,
  sweepTexts: {},
  promptsLeft: 0,
  quote: undefined
};

export const INITIAL_STATE: PageState = {
  ...INITIAL_UI,
  snapshot: undefined,
  draft: {},
  evaluation: undefined,
  media: {},
  problem: undefined,
  choice: undefined,
  choiceCount: 0,
  quoteCount: 0,
  isRunning: false,
  wantsPrompt: false
};

export const entryOf = ({ snapshot }: PageState): ModelEntry | undefined => snapshot?.model?.entry;

/** The id of the model that shows. */
export const modelOf = (state: PageState): string | undefined => entryOf(state)?.id;

/** The id of the model chosen last, also before the extension has answered. */
export const chosenModel = (state: PageState): string | undefined => state.choice?.id ?? modelOf(state);

export const isBatchRun = ({ batch }: PageState): boolean =>
  batch.times !== 1 || batch.sweep !== undefined || batch.prompts !== undefined;

/** Whether the batch has more runs than can be started at once. */
export const isTooMany = ({ batch }: PageState): boolean => batchSize(batch) > MAX_RUNS;

/** Whether the batch has no run yet: a number or a value of it is missing or wrong. */
export const isEmptyBatch = ({ batch }: PageState): boolean => batchSize(batch) === 0;

export const valueAt = ({ draft }: PageState, keys: Keys): unknown => getAt(draft, keys);

export const fieldStateAt = ({ evaluation }: PageState, keys: Keys): FieldState =>
  evaluation?.fields[pathOf(keys)] ?? {};

/** Whether the focus is in the field at `path`, or in a field inside it. */
export const isFocused = ({ focused }: PageState, path: string): boolean =>
  focused !== undefined && isWithin(focused, path);

/** The part of the state that the page knows better than the extension; undefined without a model. */
export function savedOf(state: PageState): Saved | undefined {
  const { draft, snapshot } = state;
  const model = modelOf(state);
  if (model === undefined || snapshot === undefined) return undefined;
  return { model, draft, edition: snapshot.edition, typed: snapshot.typed };
}
