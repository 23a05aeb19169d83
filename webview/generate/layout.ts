import type { FormModel } from '../../src/shared/form.ts';
import { mediaKindOf } from './controlKind.ts';

/** The top-level parameters by where they stand in the form, each part in the host's order. */
export interface Layout {
  readonly main: readonly string[];
  readonly more: readonly string[];
  readonly deprecated: readonly string[];
}

const FIRST_OPTIONAL = 4;

/**
 * What is needed, files, what the rules let a person choose among, and the first few optional parameters stand in
 * front; the rest is folded. `required` says what the rules make required for the present draft.
 */
export function layoutOf(model: FormModel, required: (name: string) => boolean): Layout {
  const { params, rules } = model.entry;
  const grouped = new Set(
    rules.flatMap(rule => [
      ...(rule.exactlyOne ?? []),
      ...(rule.atLeastOne ?? []),
      ...(rule.atMostOneGroup ?? []).flat()
    ])
  );
  const main: string[] = [];
  const more: string[] = [];
  const deprecated: string[] = [];
  let optional = 0;
  for (const name of model.order) {
    const param = params[name];
    if (param === undefined) continue;
    const needed = param.required === true || required(name);
    if (needed) main.push(name);
    else if (param.deprecated !== undefined && param.deprecated !== false) deprecated.push(name);
    else if (mediaKindOf(param) !== undefined || grouped.has(name)) main.push(name);
    else if (optional < FIRST_OPTIONAL) {
      optional += 1;
      main.push(name);
    } else more.push(name);
  }
  // One or two left over are not worth a fold.
  return more.length <= 2 ? { main: [...main, ...more], more: [], deprecated } : { main, more, deprecated };
}
