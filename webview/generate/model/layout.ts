import type { FormModel } from '../../../src/shared/form.ts';
import { mainPrompt } from '../../../src/shared/mainPrompt.ts';
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import { controlKind, mediaKindOf } from './controlKind.ts';
import { isSeed } from './seeds.ts';

/** The top-level parameters by where they stand in the form, each part in the host's order. */
export interface Layout {
  readonly main: readonly string[];
  readonly more: readonly string[];
  readonly deprecated: readonly string[];
}

const FIRST_OPTIONAL = 3;
/** How long and how large: what a person decides for each run. */
const DECIDES = /^(?:duration|resolution|size|quality)$/i;
/** What hardly anybody touches. */
const MINOR = /watermark|nsfw|safety|upload_?cn|china|call_?back/i;

/**
 * The prompt, what is needed, files and what the rules let a person choose among stand first, in the order of asking,
 * then what sets the price, the shape and the length, and a few optional parameters more; the rest is folded. `required` says what the rules make required for the present draft.
 */
export function layoutOf(model: FormModel, required: (name: string) => boolean): Layout {
  const { entry, order } = model;
  const groups = groupsOf(entry);
  const prompt = mainPrompt(entry);
  const priced = priceNames(entry);
  const front: string[] = [];
  const behind: string[] = [];
  const more: string[] = [];
  const deprecated: string[] = [];
  let optional = 0;
  for (const name of order) {
    const param = entry.params[name];
    if (param === undefined || front.includes(name)) continue;
    const group = groups.find(names => names.includes(name));
    const minor = MINOR.test(name) || isSeed(name, param);
    // The prompt keeps its place in the order of asking, whether it may be left out or not.
    if (param.required === true || required(name) || name === prompt) front.push(name);
    else if (param.deprecated !== undefined && param.deprecated !== false) deprecated.push(name);
    // What belongs to one choice stands together, where the first of it stands.
    else if (group !== undefined) front.push(...order.filter(other => group.includes(other) && !front.includes(other)));
    else if (mediaKindOf(param) !== undefined) front.push(name);
    else if (priced.has(name) || isShape(param) || DECIDES.test(name)) behind.push(name);
    else if (!minor && optional < FIRST_OPTIONAL) {
      optional += 1;
      behind.push(name);
    } else more.push(name);
  }
  const main = [...front, ...behind];
  // One or two left over are not worth a fold.
  return more.length <= 2 ? { main: [...main, ...more], more: [], deprecated } : { main, more, deprecated };
}

/** Parameters that the rules let a person choose among. */
const groupsOf = ({ rules }: ModelEntry): readonly (readonly string[])[] =>
  rules.flatMap(({ exactlyOne, atLeastOne, atMostOneGroup }) =>
    [exactlyOne, atLeastOne, atMostOneGroup?.flat()].filter(names => names !== undefined)
  );

/** What the price depends on. */
function priceNames({ price = [], priceBy = {} }: ModelEntry): ReadonlySet<string> {
  const { seconds = [], maybeSeconds = [], images = '' } = priceBy;
  return new Set([...price.flatMap(row => Object.keys(row.when ?? {})), ...seconds, ...maybeSeconds, images]);
}

const isShape = (param: Param): boolean => controlKind(param, param.enum) === 'ratio';
