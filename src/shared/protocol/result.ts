/**
 * The protocol of the Result editor, which shows one result of a task with its details, its siblings and the actions on
 * it. The extension posts the whole state whenever the task or its batch changes.
 */
import { isBoolean, isBytes, isInteger, isString, isTrue, listOf, object, oneOf, optional, where } from '../guards.ts';
import type { Guarded } from '../guards.ts';
import { request, SHORT_MS, USER_MS } from './channel.ts';
import { isL10nBundle } from './snapshot.ts';

const MAX_THUMBNAIL_BYTES = 100_000;

const isResultKind = oneOf('image', 'video', 'audio', 'text', 'json');

/** An image that can be compared with the result. */
const isComparable = object({ name: isString, src: isString });
export type Comparable = Guarded<typeof isComparable>;

/** The shown file. */
const isResultFile = object({
  kind: isResultKind,
  name: isString,
  /** Address for the webview, of an image, a video or audio. */
  src: optional(isString),
  /** The content of text and JSON. */
  text: optional(isString),
  /** Why it cannot be shown: it is missing, too large, or of a type that no browser shows. */
  problem: optional(isString),
  isMissing: optional(isTrue)
});
export type ResultFile = Guarded<typeof isResultFile>;

/** A result of the same task or batch. */
const isSibling = object({
  localId: isString,
  index: isInteger,
  /** What distinguishes it: the values that vary, its role or its number. */
  label: isString,
  state: isString,
  kind: isResultKind,
  /** Why it has no file: its task is still active, or ended without one. */
  noFile: optional(oneOf('active', 'ended')),
  /** Address of a thumbnail. */
  thumb: optional(isString),
  isCurrent: isBoolean
});
export type Sibling = Guarded<typeof isSibling>;

/** A line of the details. */
const isDetail = object({ label: isString, value: isString, isLong: optional(isTrue) });
export type Detail = Guarded<typeof isDetail>;

/** What the user can do with the result. */
const isResultAction = oneOf(
  'useIn',
  'more',
  'runAgain',
  'editRequest',
  'insert',
  'reveal',
  'open',
  /** Opens the file in the program that the system has for it. */
  'openOutside',
  'delete',
  'downloadAgain',
  'copyTaskId',
  'copyPrompt',
  /** The action that resolves a failure; see `remedy`. */
  'remedy',
  'showTasks'
);
export type ResultAction = Guarded<typeof isResultAction>;

const isResultSnapshot = object({
  localId: isString,
  index: isInteger,
  model: isString,
  /** The prompt, or the input file. */
  subject: isString,
  /** The state of the task, when it is not done. */
  state: optional(isString),
  /** What happened to a task without a result, as sentences. */
  message: optional(isString),
  /** The title of the action that resolves it. */
  remedy: optional(isString),
  file: optional(isResultFile),
  /** The input images. */
  sources: listOf(isComparable),
  /** The values of the request. */
  request: listOf(isDetail),
  /** Facts of the task: cost, duration, task ID. */
  facts: listOf(isDetail),
  siblings: listOf(isSibling),
  /** The number of results of the batch that are not listed. */
  moreSiblings: optional(isInteger),
  actions: listOf(isResultAction),
  /** The editor stays when the next result opens. */
  isPinned: isBoolean,
  /** The Tasks view has no icon for the file: the page answers with the request `thumbnail`. */
  needsThumbnail: optional(isTrue),
  /** Absent in English. Applied before the first render. */
  l10n: optional(isL10nBundle)
});
export type ResultSnapshot = Guarded<typeof isResultSnapshot>;

export const RESULT_REQUESTS = {
  /** Always first. */
  ready: request({ params: object({}), result: object({ snapshot: isResultSnapshot }), timeoutMs: SHORT_MS }),
  /** Shows a sibling. */
  show: request({
    params: object({ localId: isString, index: isInteger }),
    result: object({ snapshot: isResultSnapshot }),
    timeoutMs: SHORT_MS
  }),
  act: request({ params: object({ name: isResultAction }), result: object({}), timeoutMs: USER_MS }),
  /** A small WebP image of the shown file. */
  thumbnail: request({
    params: object({
      localId: isString,
      index: isInteger,
      data: where(isBytes, ({ byteLength }) => byteLength <= MAX_THUMBNAIL_BYTES)
    }),
    result: object({}),
    timeoutMs: SHORT_MS
  }),
  /** The sound of the player began: the players of other editors pause. */
  heard: request({ params: object({}), result: object({}), timeoutMs: SHORT_MS }),
  pin: request({ params: object({ isPinned: isBoolean }), result: object({}), timeoutMs: SHORT_MS }),
  /** Lets the user pick an image to compare with. No image when the user cancels. */
  compareWith: request({
    params: object({}),
    result: object({ image: optional(isComparable) }),
    timeoutMs: USER_MS
  })
};

export const RESULT_PUSHES = {
  snapshot: object({ snapshot: isResultSnapshot }),
  /** The player of another editor began. */
  pause: object({})
};

/** The state of the webview that VS Code stores, from which the editor is restored after a reload. */
export const isSavedResult = object({ localId: isString, index: isInteger, isPinned: optional(isBoolean) });
