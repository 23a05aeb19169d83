import type { MediaKind, ModelEntry, Param } from '../../shared/model.ts';

/** A top-level parameter that takes media. */
export interface MediaParam {
  readonly name: string;
  readonly kind: MediaKind;
  /** It takes a list; `max` is how many (absent: no documented end). */
  readonly many: boolean;
  readonly max?: number;
  readonly required: boolean;
  readonly accept: readonly string[];
}

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

const PROMPT_NAMES = ['prompt', 'text', 'lyrics', 'content', 'description', 'script'];

/** The parameter that takes what a person wants to say: prompt, text to speak, or the first text that is needed. */
export function mainPrompt(entry: ModelEntry): string | undefined {
  const texts = Object.entries(entry.params).filter(([, param]) => isFreeText(param));
  const named = PROMPT_NAMES.find(name => texts.some(([candidate]) => candidate === name));
  if (named !== undefined) return named;
  return texts.find(([name, param]) => param.required === true && isProse(name, param))?.[0];
}

const isFreeText = (param: Param): boolean =>
  param.type === 'string' &&
  param.enum === undefined &&
  param.media === undefined &&
  param.format === undefined &&
  param.pattern === undefined &&
  param.in === undefined &&
  !param.deprecated;

/** Ids, addresses and short names are texts too, but nobody writes them out. */
const isProse = (name: string, param: Param): boolean =>
  !/(id|ids|key|url|name|code|token|index|voice|model)$/i.test(name) && (param.maxLength ?? Infinity) >= 100;

/** In the documented order, required ones first. */
export function mediaParams(entry: ModelEntry): readonly MediaParam[] {
  const found = Object.entries(entry.params).flatMap(([name, param]): MediaParam[] => {
    const kind = param.media ?? param.items?.media;
    if (kind === undefined || param.deprecated || (param.type !== 'string' && !isListOfStrings(param))) return [];
    const many = param.type === 'array';
    return [
      {
        name,
        kind,
        many,
        ...(many && param.maxItems === undefined ? {} : { max: many ? (param.maxItems ?? 1) : 1 }),
        required: param.required === true,
        accept: param.accept ?? param.items?.accept ?? []
      }
    ];
  });
  return [...found.filter(param => param.required), ...found.filter(param => !param.required)];
}

const isListOfStrings = (param: Param): boolean =>
  param.type === 'array' && (param.items === undefined || param.items.type === 'string');

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
