import type { FormModel } from '../../../src/shared/form.ts';
import { mainPrompt } from '../../../src/shared/catalog/mainPrompt.ts';
import { mediaKindOf } from '../../../src/shared/catalog/mediaParams.ts';
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import { controlKind } from './controlKind.ts';
import { isSeed } from './values/seeds.ts';

/** The top-level parameters by their place in the form, each part in the order of the model's entry. */
export interface Layout {
  readonly main: readonly string[];
  readonly more: readonly string[];
  readonly deprecated: readonly string[];
}

const MAX_OPTIONAL = 3;
/** Length and size: users choose them for each run. */
const SIZE = /^(?:duration|resolution|size|quality)$/i;
/** Rarely changed. */
const MINOR = /watermark|nsfw|safety|upload_?cn|china|call_?back/i;

/** A fold for fewer fields than this costs a click and saves no space. */
const MIN_FOLDED = 3;

/**
 * Puts switches that decide about other fields, the prompt, required fields, files and alternatives first, in the order of the model's entry, then the fields
 * that affect the price, the aspect ratio and the length, and a few optional fields; the others are folded.
 *
 * The layout depends on the model only, never on the draft: a field that moved when a rule made it required would take
 * the focus, and the user's input, away.
 */
export function layoutOf(model: FormModel): Layout {
  const { entry, order } = model;
  const groups = groupsOf(entry);
  const needed = requiredByRules(entry);
  const prompt = mainPrompt(entry);
  const priced = priceNames(entry);
  const front: string[] = [];
  const behind: string[] = [];
  const more: string[] = [];
  const deprecated: string[] = [];
  let optional = 0;
  for (const name of [...switchesFirst(entry), ...order]) {
    const param = entry.params[name];
    if (param === undefined || front.includes(name)) continue;
    const group = groups.find(names => names.includes(name));
    const minor = MINOR.test(name) || isSeed(name, param);
    // The prompt keeps its place in the order, optional or not.
    if (param.required === true || needed.has(name) || name === prompt) front.push(name);
    else if (param.deprecated !== undefined && param.deprecated !== false) deprecated.push(name);
    // Alternatives are together, at the place of the first.
    else if (group !== undefined) front.push(...order.filter(other => group.includes(other) && !front.includes(other)));
    else if (mediaKindOf(param) !== undefined) front.push(name);
    else if (priced.has(name) || isShape(param) || SIZE.test(name)) behind.push(name);
    else if (!minor && optional < MAX_OPTIONAL) {
      optional += 1;
      behind.push(name);
    } else more.push(name);
  }
  const main = [...front, ...behind];
  return more.length < MIN_FOLDED ? { main: [...main, ...more], more: [], deprecated } : { main, more, deprecated };
}

/**
 * Required switches that decide about at least this many other fields, such as the custom mode of Suno. They are above
 * the fields that they show and hide.
 */
const MIN_DECIDED = 4;

function switchesFirst({ params, rules }: ModelEntry): readonly string[] {
  const decided = (name: string): ReadonlySet<string> =>
    new Set(
      rules
        .filter(({ when }) => when?.[name] !== undefined)
        .flatMap(({ then = {} }) => Object.keys(then).filter(other => then[other]?.ignored ?? then[other]?.forbidden))
    );
  return Object.keys(params).filter(
    name => params[name]?.required === true && params[name].type === 'boolean' && decided(name).size >= MIN_DECIDED
  );
}

/** Parameters that a rule can make required. */
const requiredByRules = ({ rules }: ModelEntry): ReadonlySet<string> =>
  new Set(
    rules.flatMap(({ then }) =>
      Object.entries(then ?? {})
        .filter(([, constraint]) => constraint.required === true)
        .map(([name]) => name)
    )
  );

/** Alternatives: parameters that the rules let the user choose among. */
const groupsOf = ({ rules }: ModelEntry): readonly (readonly string[])[] =>
  rules.flatMap(({ exactlyOne, atLeastOne, atMostOneGroup }) =>
    [exactlyOne, atLeastOne, atMostOneGroup?.flat()].filter(names => names !== undefined)
  );

/** Parameters that the price depends on. */
function priceNames({ price = [], priceBy = {} }: ModelEntry): ReadonlySet<string> {
  const { seconds = [], maybeSeconds = [], images = '' } = priceBy;
  return new Set([...price.flatMap(row => Object.keys(row.when ?? {})), ...seconds, ...maybeSeconds, images]);
}

const isShape = (param: Param): boolean => controlKind(param, param.enum) === 'ratio';
