import { MAX_DROPPED_BYTES } from '../../../shared/droppedFiles.ts';
import type { Scalar } from '../../../shared/model.ts';
import type { Batch, GivenFile, RequestName, Requests, ToHost } from '../../../shared/protocol.ts';
import type { Shape } from '../../../shared/shape.ts';
import {
  either,
  fits,
  isFlag,
  isNumber,
  isObject,
  isText,
  isWhole,
  listOf,
  oneOf,
  optional,
  wrongKeys
} from '../../../shared/shape.ts';

/** More runs than these in one go are a slip. */
const MOST_RUNS = 50;

const isRuns = (count: number): boolean => count >= 1 && count <= MOST_RUNS;
const isScalars = listOf(either(either(isText, isNumber), isFlag));
const isBatch = fits<Batch>({
  times: (value): value is number => isWhole(value) && isRuns(value),
  sweep: optional(
    fits<NonNullable<Batch['sweep']>>({
      name: isText,
      values: (value): value is readonly Scalar[] => isScalars(value) && isRuns(value.length)
    })
  )
});

const isGiven = either(
  fits<Extract<GivenFile, { uri: string }>>({ uri: isText }),
  fits<Extract<GivenFile, { name: string }>>({
    name: isText,
    data: (value): value is Uint8Array => value instanceof Uint8Array && value.byteLength <= MAX_DROPPED_BYTES
  })
);

const isFavourite = fits<NonNullable<Requests['picker']['params']['favourite']>>({ id: isText, on: isFlag });

/** What each request carries; the compiler holds this against the protocol. */
const PARAMS: { readonly [N in RequestName]: Shape<Requests[N]['params']> } = {
  ready: {},
  chooseModel: { id: isText, ahead: optional((value): value is true => value === true) },
  evaluate: { revision: isWhole, model: isText, draft: isObject, edition: isWhole, typed: isWhole },
  pickMedia: {
    kind: oneOf('image', 'video', 'audio'),
    many: isFlag,
    accept: listOf(isText),
    source: optional(oneOf('files', 'editor', 'results'))
  },
  pickEarlier: { model: isText, name: isText },
  giveMedia: { files: listOf(isGiven) },
  readSound: { value: isText },
  useResult: { localId: isText, index: isWhole },
  picker: { favourite: optional(isFavourite), showFormer: optional(isFlag) },
  request: { model: isText, draft: isObject },
  quote: { model: isText, draft: isObject, batch: isBatch },
  savePreset: { model: isText, draft: isObject },
  removePreset: { model: isText },
  run: { model: isText, draft: isObject, batch: optional(isBatch) },
  command: {
    name: oneOf(
      'setApiKey',
      'refreshCredits',
      'openDocs',
      'openResult',
      'insertResult',
      'reuse',
      'showTask',
      'copy',
      'openMedia',
      'openPrice',
      'moreFromResult',
      'openSuccessor',
      'retryFailed',
      'approve'
    ),
    localId: optional(isText),
    index: optional(isWhole),
    text: optional(isText)
  }
};

export type Parsed =
  | { readonly ok: true; readonly message: ToHost }
  | { readonly ok: false; readonly seq?: number; readonly problem: string };

/** Checks a message of the webview. What is no message of ours still tells its number, so that it can be answered. */
export function parseMessage(data: unknown): Parsed {
  const { seq, name, params } = isObject(data) ? data : {};
  if (!isWhole(seq) || seq < 0) return { ok: false, problem: 'A message without a number.' };
  if (!isText(name) || !Object.hasOwn(PARAMS, name) || !isObject(params)) {
    return { ok: false, seq, problem: 'A message of no known kind.' };
  }
  const wrong = wrongKeys(PARAMS[name as RequestName], params);
  if (wrong.length > 0) return { ok: false, seq, problem: `${name}: ${wrong.join(', ')} missing or wrong.` };
  return { ok: true, message: data as ToHost };
}
