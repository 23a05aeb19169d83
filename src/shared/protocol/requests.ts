/**
 * Every request of the Generate view, declared once: the checks of its parameters and of its result, from which both
 * ends infer their types, and its timeout. A new request needs its declaration here, a handler in the extension
 * (`GenerateSession`) and a caller in the webview.
 */
import {
  isBytes,
  isBoolean,
  isNumber,
  isString,
  isTrue,
  isInteger,
  listOf,
  object,
  oneOf,
  optional
} from '../guards.ts';
import type { Guarded } from '../guards.ts';
import { isBatch } from './batch.ts';
import { LONG_MS, request, SHORT_MS, USER_MS } from './channel.ts';
import { isDroppedFile, isMediaByValue, isMediaItems, isMediaKind, isMediaSource } from './media.ts';
import { isDraft, isPickerState, isPresets } from './preferences.ts';
import { isViewCommand } from './viewCommands.ts';
import { isEvaluation, isIssues, isModelState, isPrice, isSnapshot } from './snapshot.ts';

export const REQUESTS = {
  /**
   * Always first. Answers with the whole state unless it was posted ahead; a webview that missed it asks again.
   * `focusPrompt`: the user asked for the prompt while the webview was loading.
   */
  ready: request({
    params: object({}),
    result: object({ snapshot: optional(isSnapshot), focusPrompt: optional(isTrue) }),
    timeoutMs: SHORT_MS
  }),
  /** With `ahead` it answers with the state after the choice without choosing the model. */
  chooseModel: request({
    params: object({ id: isString, ahead: optional(isTrue) }),
    result: isModelState,
    timeoutMs: SHORT_MS
  }),
  /** Sent after every change of the draft. `revision` grows; `edition` and `typed` as in a snapshot. */
  evaluate: request({
    params: object({ revision: isInteger, model: isString, draft: isDraft, edition: isInteger, typed: isInteger }),
    result: object({ revision: isNumber, evaluation: isEvaluation, media: isMediaByValue }),
    timeoutMs: SHORT_MS
  }),
  /** Lets the user pick media. Answers with no items when the user cancels. */
  pickMedia: request({
    params: object({ kind: isMediaKind, many: isBoolean, accept: listOf(isString), source: optional(isMediaSource) }),
    result: isMediaItems,
    timeoutMs: USER_MS
  }),
  /** Lets the user pick an earlier task with an id for the parameter `name`. No values when the user cancels. */
  pickEarlier: request({
    params: object({ model: isString, name: isString }),
    result: object({ values: optional(isDraft) }),
    timeoutMs: USER_MS
  }),
  /** The different prompts of the history, newest first. */
  promptHistory: request({ params: object({}), result: object({ prompts: listOf(isString) }), timeoutMs: SHORT_MS }),
  /** Imports dropped or pasted files; content without a URI is stored by the extension. */
  importMedia: request({
    params: object({ files: listOf(isDroppedFile) }),
    result: isMediaItems,
    timeoutMs: LONG_MS
  }),
  /** The bytes of an audio file in the draft, for its waveform; absent when the file is too large or not local. */
  readAudio: request({
    params: object({ value: isString }),
    result: object({ data: optional(isBytes) }),
    timeoutMs: 2 * SHORT_MS
  }),
  /** Downloads a documented sample of a value and answers with its address in the webview. */
  loadSample: request({
    params: object({ model: isString, address: isString }),
    result: object({ source: isString }),
    timeoutMs: 2 * SHORT_MS
  }),
  /** Opens the editor for a mask or boxes. `index`: the place of the image in its list. Its result is pushed. */
  drawOnImage: request({
    params: object({ model: isString, param: isString, index: isInteger }),
    result: object({}),
    timeoutMs: SHORT_MS
  }),
  /** Changes the state of the model picker and answers with all of it. */
  changePicker: request({
    params: object({ favorite: optional(object({ id: isString, on: isBoolean })), showLegacy: optional(isBoolean) }),
    result: isPickerState,
    timeoutMs: SHORT_MS
  }),
  /** Exactly what would be sent, in three notations, without the API key. Rejects while there are issues. */
  previewRequest: request({
    params: object({ model: isString, draft: isDraft }),
    result: object({ json: isString, curl: isString, api: isString }),
    timeoutMs: SHORT_MS
  }),
  /** Reads a list of prompts. `left`: the number of prompts that do not fit into one batch. */
  pickPrompts: request({
    params: object({ source: oneOf('file', 'selection') }),
    result: object({ prompts: listOf(isString), left: isInteger }),
    timeoutMs: USER_MS
  }),
  /** The number and total price of the valid runs of a batch, and the issues of the others. */
  quote: request({
    params: object({ model: isString, draft: isDraft, batch: isBatch }),
    result: object({ count: isNumber, price: isPrice, issues: isIssues }),
    timeoutMs: SHORT_MS
  }),
  /** Asks the user for a name and a scope, and saves the values of the draft. */
  savePreset: request({
    params: object({ model: isString, draft: isDraft }),
    result: isPresets,
    timeoutMs: USER_MS
  }),
  /** Asks the user which preset to remove. */
  removePreset: request({ params: object({ model: isString }), result: isPresets, timeoutMs: USER_MS }),
  /** Starts one run, or a batch. `problem`: why some or all runs were not started. */
  run: request({
    params: object({ model: isString, draft: isDraft, batch: optional(isBatch) }),
    /** `isBalanceLow`: not started because the balance is too low, as `problem` explains. */
    result: object({
      started: isBoolean,
      localId: optional(isString),
      problem: optional(isString),
      isBalanceLow: optional(isBoolean)
    }),
    timeoutMs: USER_MS
  }),
  /** `text`: the text to copy, the media value to open, or the id of the batch. */
  command: request({
    params: object({
      name: isViewCommand,
      localId: optional(isString),
      text: optional(isString)
    }),
    result: object({}),
    timeoutMs: USER_MS
  })
};

type Requests = typeof REQUESTS;
export type RequestName = keyof Requests;
type ParamsByName = { readonly [N in RequestName]: Guarded<Requests[N]['params']> };
type ResultByName = { readonly [N in RequestName]: Guarded<Requests[N]['result']> };
export type ParamsOf<N extends RequestName> = ParamsByName[N];
export type ResultOf<N extends RequestName> = ResultByName[N];
export type RequestTexts = ResultOf<'previewRequest'>;

/** Requests that open a list, a box or a dialog of VS Code: the form has the focus again when they are answered. */
export const OPENS_LIST: ReadonlySet<RequestName> = new Set<RequestName>([
  'pickMedia',
  'pickEarlier',
  'pickPrompts',
  'savePreset',
  'removePreset'
]);
