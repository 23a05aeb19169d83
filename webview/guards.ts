/** Hand-written checks of what arrives, as deep as the page relies on without looking again. */
import type { Evaluation } from '../src/shared/form.ts';
import type { MediaItem, Requests, Snapshot, ToWebview } from '../src/shared/protocol.ts';

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

const isAccount = (value: unknown): boolean => isBag(value) && typeof value['hasKey'] === 'boolean';

const isModel = (value: unknown): boolean =>
  isBag(value) && Array.isArray(value['order']) && isBag(value['entry']) && isBag(value['entry']['params']);

export const isSnapshot = (value: unknown): value is Snapshot =>
  isBag(value) &&
  Array.isArray(value['models']) &&
  value['models'].every(model => isBag(model) && typeof model['id'] === 'string') &&
  (value['model'] === undefined || isModel(value['model'])) &&
  isBag(value['draft']) &&
  isBag(value['media']) &&
  (value['evaluation'] === undefined || isEvaluation(value['evaluation'])) &&
  isAccount(value['account']) &&
  isTasks(value['tasks']);

export const isEvaluated = (value: unknown): value is Requests['evaluate']['result'] =>
  isBag(value) && typeof value['revision'] === 'number' && isEvaluation(value['evaluation']) && isBag(value['media']);

export const isPicked = (value: unknown): value is Requests['pickMedia']['result'] =>
  isBag(value) && Array.isArray(value['items']) && value['items'].every(isMedia);

/** The message, or undefined when it is none of ours. */
export function readMessage(data: unknown): ToWebview | undefined {
  if (!isBag(data)) return undefined;
  const valid =
    (data['type'] === 'answer' &&
      typeof data['seq'] === 'number' &&
      (data['ok'] === true || (data['ok'] === false && typeof data['message'] === 'string'))) ||
    (data['type'] === 'snapshot' && isSnapshot(data['snapshot'])) ||
    (data['type'] === 'account' && isAccount(data['account'])) ||
    (data['type'] === 'tasks' && isTasks(data['tasks']));
  return valid ? (data as unknown as ToWebview) : undefined;
}
