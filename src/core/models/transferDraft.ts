import type { Carried, Draft } from '../../shared/form.ts';
import { mainPrompt } from '../../shared/catalog/mainPrompt.ts';
import { isMaskParam, mediaKindOf, mediaParams } from '../../shared/catalog/mediaParams.ts';
import { isSame } from '../../shared/isSame.ts';
import type { ModelEntry, Param } from '../../shared/model.ts';
import { mediaFit, mediaName, mediaStrings, mediaTarget } from './mediaInput.ts';
import { withPrompt } from './sessionPrompt.ts';

/** The draft for another model. */
export interface TransferResult {
  readonly draft: Draft;
  /**
   * Values that the user should know about. Leaves out a required prompt, which every form shows, and values that the model
   * had already.
   */
  readonly carried: Carried;
  /** Labels of values that were left out; the names of the files where only some of a parameter were. */
  readonly leftOut: readonly string[];
}

/** Values of the other model. */
interface TransferTarget {
  /** Entered for it before; kept where nothing is transferred. */
  readonly own?: Draft | undefined;
  /** Values that an earlier change to this model carried over into `own`. */
  readonly earlier?: Carried | undefined;
  /** The draft as migrated to the documented successor; the remaining values may still be transferred by kind. */
  readonly successor?: Draft | undefined;
  /** The session prompt. */
  readonly prompt?: string | undefined;
}

/**
 * Transfers a draft to another model: prompt and media move to matching parameters; single values keep their name where
 * they are allowed. Masks belong to the image that they were painted on, so no other model gets them.
 */
export function transferDraft(
  from: ModelEntry | undefined,
  to: ModelEntry,
  draft: Draft,
  { own = {}, earlier, successor, prompt: sessionPrompt = '' }: TransferTarget = {}
): TransferResult {
  const migrated = Object.fromEntries(Object.entries(successor ?? {}).filter(([name]) => !isMaskParam(to, name)));
  const moved = (name: string): boolean => migrated[from?.renames?.[name] ?? name] !== undefined;
  const rest =
    successor === undefined ? draft : Object.fromEntries(Object.entries(draft).filter(([name]) => !moved(name)));
  const carried = transferByKind(from, to, rest, migrated);
  const placed = new Set(mediaStrings(carried));
  const prompt = from === undefined ? undefined : mainPrompt(from);
  const leftOut: string[] = [];
  for (const [name, value] of Object.entries(rest)) {
    const param = from?.params[name];
    // The successor may have renamed the parameter.
    const now = (from?.successor === to.id ? from.renames?.[name] : undefined) ?? name;
    const target = to.params[now];
    if (param === undefined || value === undefined) continue;
    if (name === prompt) {
      if (mainPrompt(to) === undefined) leftOut.push(labelOf(name, param));
    } else if (mediaKindOf(param) !== undefined) {
      leftOut.push(...leftOutMedia(value, isMaskParam(from ?? {}, name) ? new Set() : placed, labelOf(name, param)));
    } else {
      const isText = from?.numberTexts?.[name] !== undefined;
      const number = sameNumber(value, isText, to.numberTexts?.[now]);
      if (target !== undefined && fits(target, number)) carried[now] ??= number;
      else leftOut.push(labelOf(name, param));
    }
  }
  const filled = withPrompt(to, carried, sessionPrompt);
  const result = { ...own, ...filled };
  return { draft: result, carried: withEarlier(carriedOver(to, filled, own), earlier, own, result), leftOut };
}

/** The label when all files of the value were left out, otherwise the names of those that were. */
function leftOutMedia(value: unknown, placed: ReadonlySet<string>, label: string): readonly string[] {
  const files = mediaStrings(value);
  const missing = files.filter(file => !placed.has(file));
  return missing.length === 0 || missing.length < files.length ? missing.map(mediaName) : [label];
}

function carriedOver(to: ModelEntry, filled: Draft, own: Draft): Carried {
  const prompt = mainPrompt(to);
  const isShown = ([name, value]: readonly [string, unknown]): boolean =>
    (name !== prompt || to.params[name]?.required !== true) && !isSame(own[name], value);
  const values = Object.fromEntries(Object.entries(filled).filter(isShown));
  return { values, before: Object.fromEntries(Object.entries(own).filter(([name]) => Object.hasOwn(values, name))) };
}

/**
 * Adds the values of an earlier change to the same model that are untouched since: the user never entered them, so
 * they are named again, and Undo returns to the values from before that change.
 */
function withEarlier(carried: Carried, earlier: Carried | undefined, own: Draft, draft: Draft): Carried {
  const untouched = Object.entries(earlier?.values ?? {}).filter(([name, value]) => isSame(own[name], value));
  const again = untouched.filter(([name, value]) => isSame(draft[name], value));
  const isUntouched = (name: string): boolean => untouched.some(([other]) => other === name);
  const entered = Object.entries(carried.before).filter(([name]) => !isUntouched(name));
  const before = Object.entries(earlier?.before ?? {}).filter(([name]) => isUntouched(name));
  return {
    values: Object.fromEntries([...again, ...Object.entries(carried.values)]),
    before: Object.fromEntries([...before, ...entered])
  };
}

/** Moves the prompt and media to the parameters of the same kind. */
function transferByKind(
  from: ModelEntry | undefined,
  to: ModelEntry,
  draft: Draft,
  into: Draft
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...into };
  if (from === undefined) return result;
  const prompt = draft[mainPrompt(from) ?? ''];
  const promptName = mainPrompt(to);
  if (typeof prompt === 'string' && promptName !== undefined) result[promptName] ??= prompt;
  for (const kind of ['image', 'video', 'audio'] as const) {
    const files = mediaParams(from)
      .filter(param => param.kind === kind && !param.isMask)
      .flatMap(({ name }) => mediaStrings(draft[name]));
    const target = mediaTarget(to, kind);
    if (files.length > 0 && target !== undefined) result[target[0]] ??= mediaFit(target[1], files).value;
  }
  return result;
}

type NumberText = NonNullable<ModelEntry['numberTexts']>[string];

/** Converts an integer that is a string in one of the two models to the other's type. */
function sameNumber(value: unknown, isText: boolean, bounds: NumberText | undefined): unknown {
  const number = isText ? Number(value) : value;
  if (bounds === undefined || typeof number !== 'number') return number;
  return number >= bounds.minimum && number <= bounds.maximum ? String(number) : number;
}

/** Whether the parameter allows a single value. Lists and objects are specific to a model. */
function fits(param: Param, value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return false;
  if (param.media !== undefined) return false;
  const type = param.type === 'integer' ? 'number' : param.type;
  if (type !== typeof value) return false;
  if (param.enum !== undefined) return param.enum.includes(value);
  if (typeof value !== 'number') return true;
  return value >= (param.minimum ?? -Infinity) && value <= (param.maximum ?? Infinity);
}

const labelOf = (name: string, param: Param): string => param.label ?? name;
