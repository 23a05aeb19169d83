import { mainPrompt } from '../../shared/mainPrompt.ts';
import { mediaParams } from '../../shared/mediaParams.ts';
import type { ModelEntry } from '../../shared/model.ts';

/**
 * The order in which a person is asked: the prompt, then media, then the rest as documented; with `ask: media-first`
 * media come before the prompt. Holds every parameter exactly once.
 */
export function askingOrder(entry: ModelEntry): readonly string[] {
  const names = Object.keys(entry.params);
  const prompt = mainPrompt(entry);
  const media = mediaParams(entry).map(param => param.name);
  const first = prompt === undefined ? [] : [prompt];
  const head = entry.ask === 'media-first' ? [...media, ...first] : [...first, ...media];
  return [...head, ...names.filter(name => !head.includes(name))];
}

/** With the media there is nothing more to ask: every other required parameter has a default. */
export function isReadyWithMediaOnly(entry: ModelEntry): boolean {
  const media = mediaParams(entry).map(param => param.name);
  const needed = Object.entries(entry.params).filter(([, param]) => param.required && param.default === undefined);
  return needed.length > 0 && needed.every(([name]) => media.includes(name)) && !entry.rules.some(needsMore);
}

const needsMore = (rule: ModelEntry['rules'][number]): boolean =>
  rule.exactlyOne !== undefined ||
  rule.atLeastOne !== undefined ||
  Object.values(rule.then ?? {}).some(constraint => constraint.required);
