/** Hand-written checks of what arrives, as deep as the page relies on without looking again. */
import type { Evaluation } from '../src/shared/form.ts';
import type { MediaItem, RequestName, Snapshot, ToWebview } from '../src/shared/protocol.ts';

type Bag = Readonly<Record<string, unknown>>;

export const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIssues = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(i => isBag(i) && typeof i['path'] === 'string' && typeof i['message'] === 'string');

export const isEvaluation = (value: unknown): value is Evaluation =>
  isBag(value) &&
  isIssues(value['issues']) &&
  isIssues(value['advice']) &&
  isBag(value['fields']) &&
  isBag(value['price']) &&
  Array.isArray(value['price']['parts']);

const isMedia = (value: unknown): value is MediaItem =>
  isBag(value) && typeof value['value'] === 'string' && typeof value['name'] === 'string';

const isTasks = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(line => isBag(line) && isBag(line['task']) && Array.isArray(line['task']['results']));

const isBatch = (value: unknown): boolean =>
  value === undefined ||
  (isBag(value) &&
    ['id', 'name', 'text'].every(name => typeof value[name] === 'string') &&
    Array.isArray(value['failures']));

const isAccount = (value: unknown): boolean => isBag(value) && typeof value['hasKey'] === 'boolean';

const isModel = (value: unknown): boolean =>
  isBag(value) && Array.isArray(value['order']) && isBag(value['entry']) && isBag(value['entry']['params']);

function isPicker(value: unknown): boolean {
  return (
    isBag(value) &&
    Array.isArray(value['favourites']) &&
    Array.isArray(value['recent']) &&
    Array.isArray(value['fresh']) &&
    typeof value['showFormer'] === 'boolean' &&
    isBag(value['last'])
  );
}

export const isSnapshot = (value: unknown): value is Snapshot =>
  isChosen(value) &&
  isBag(value) &&
  Array.isArray(value['models']) &&
  value['models'].every(model => isBag(model) && typeof model['id'] === 'string');

const isChosen = (value: unknown): boolean =>
  isBag(value) &&
  (value['model'] === undefined || isModel(value['model'])) &&
  isBag(value['draft']) &&
  typeof value['edition'] === 'number' &&
  typeof value['typed'] === 'number' &&
  isBag(value['media']) &&
  (value['evaluation'] === undefined || isEvaluation(value['evaluation'])) &&
  isAccount(value['account']) &&
  isTasks(value['tasks']) &&
  isBatch(value['batch']) &&
  isPicker(value['picker']) &&
  isPresets(value['presets']);

const isStarted = (value: unknown): boolean => isBag(value) && typeof value['started'] === 'boolean';

const isItems = (value: unknown): boolean =>
  isBag(value) && Array.isArray(value['items']) && value['items'].every(isMedia);

const isPresets = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(preset => isBag(preset) && typeof preset['name'] === 'string' && isBag(preset['values']));

const ANSWERS: Readonly<Record<RequestName, (result: unknown) => boolean>> = {
  ready: result => isBag(result) && (result['snapshot'] === undefined || isSnapshot(result['snapshot'])),
  chooseModel: isChosen,
  evaluate: result =>
    isBag(result) &&
    typeof result['revision'] === 'number' &&
    isEvaluation(result['evaluation']) &&
    isBag(result['media']),
  pickMedia: isItems,
  pickEarlier: result => isBag(result) && (result['values'] === undefined || isBag(result['values'])),
  giveMedia: isItems,
  readSound: result => isBag(result) && (result['data'] === undefined || result['data'] instanceof Uint8Array),
  useResult: isItems,
  picker: isPicker,
  request: result => isBag(result) && ['json', 'curl', 'api'].every(name => typeof result[name] === 'string'),
  quote: result =>
    isBag(result) && typeof result['count'] === 'number' && isBag(result['price']) && isIssues(result['issues']),
  savePreset: result => isBag(result) && isPresets(result['presets']),
  removePreset: result => isBag(result) && isPresets(result['presets']),
  run: isStarted,
  command: isBag
};

/** Whether a result is what this request promises. */
export const isAnswerTo = (name: RequestName, result: unknown): boolean => ANSWERS[name](result);

/** The message, or undefined when it is none of ours. */
export function readMessage(data: unknown): ToWebview | undefined {
  if (!isBag(data)) return undefined;
  const valid =
    (data['type'] === 'answer' &&
      typeof data['seq'] === 'number' &&
      (data['ok'] === true || (data['ok'] === false && typeof data['message'] === 'string'))) ||
    (data['type'] === 'snapshot' && isSnapshot(data['snapshot'])) ||
    (data['type'] === 'account' && isAccount(data['account'])) ||
    (data['type'] === 'tasks' && isTasks(data['tasks']) && isBatch(data['batch']));
  return valid ? (data as unknown as ToWebview) : undefined;
}
