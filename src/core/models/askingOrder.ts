import { mainPrompt } from '../../shared/catalog/mainPrompt.ts';
import { mediaParams } from '../../shared/catalog/mediaParams.ts';
import type { ModelEntry } from '../../shared/model.ts';

/**
 * Parameter names in the order in which the user is asked: prompt, media, then the rest as documented. With `ask:
 * media-first` the media come before the prompt. Contains every parameter exactly once.
 */
export function askingOrder(entry: ModelEntry): readonly string[] {
  const names = Object.keys(entry.params);
  const prompt = mainPrompt(entry);
  const media = mediaParams(entry).map(param => param.name);
  const first = prompt === undefined ? [] : [prompt];
  const head = entry.ask === 'media-first' ? [...media, ...first] : [...first, ...media];
  return [...head, ...names.filter(name => !head.includes(name))];
}

/** Whether media are the only required input: every other required parameter has a default. */
export function isReadyWithMediaOnly(entry: ModelEntry): boolean {
  const media = mediaParams(entry).map(param => param.name);
  const needed = Object.entries(entry.params).filter(([, param]) => param.required && param.default === undefined);
  return needed.length > 0 && needed.every(([name]) => media.includes(name)) && !entry.rules.some(needsMore);
}

const needsMore = (rule: ModelEntry['rules'][number]): boolean =>
  rule.exactlyOne !== undefined ||
  rule.atLeastOne !== undefined ||
  Object.values(rule.then ?? {}).some(constraint => constraint.required);
