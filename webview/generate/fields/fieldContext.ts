import * as l10n from '@vscode/l10n';
import type { TemplateResult, nothing } from 'lit';
import type { Param } from '../../../src/shared/model.ts';
import type { FieldState, Issue } from '../../../src/shared/form.ts';
import type { Page } from '../state/page.ts';
import { fieldStateAt, valueAt } from '../state/pageState.ts';
import type { PageState } from '../state/pageState.ts';
import { controlKind } from '../model/controlKind.ts';
import { pathOf } from '../model/draftPath.ts';
import type { Key, Keys } from '../model/draftPath.ts';
import { isTouched } from '../model/touched.ts';

/** The form that fields are rendered for. */
export interface FormContext {
  readonly page: Page;
  readonly pageState: PageState;
  /** Paths that are rendered; issues of other paths show in the run bar. */
  readonly rendered: Set<string>;
  /** Names of the rendered fields for screen readers, by path. */
  readonly names: Map<string, string>;
}

/** Renders the field at `keys` with everything inside it. */
export type DrawField = (keys: Keys, param: Param, required: boolean) => TemplateResult | typeof nothing;

/** Everything that a control needs to know about its field. */
export interface Field {
  readonly page: Page;
  readonly pageState: PageState;
  readonly keys: Keys;
  readonly name: Key;
  readonly path: string;
  /** An element id made from the path, and the prefix of the ids of its parts (`${id}-note`). */
  readonly id: string;
  readonly param: Param;
  readonly state: FieldState;
  readonly label: string;
  /** The label with the names of the cards around it: a label alone repeats in every card. */
  readonly accessibleName: string;
  readonly required: boolean;
  readonly value: unknown;
  /** The default while there is no value. */
  readonly assumed: unknown;
  /** The issues that show now. */
  readonly issues: readonly Issue[];
  readonly describedBy: readonly string[];
}

/** The parts of a field that describe its control, in the order in which they are read. */
const PARTS = ['note', 'limits', 'count', 'shared', 'advice', 'refusals', 'issues'];

const labelFrom = (name: Key): string =>
  typeof name === 'number'
    ? String(name + 1)
    : name
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/[_-]+/g, ' ')
        .replace(/^./, first => first.toUpperCase());

/**
 * Whether the field is required in the first card of a list that is not in the draft yet. The extension reports the
 * missing list only, but this field is where the user can enter something.
 */
function isMissing(state: PageState, keys: Keys, param: Param, required: boolean): boolean {
  const at = keys.findIndex(key => typeof key === 'number');
  if (at < 0 || param.type === 'object' || param.properties !== undefined) return false;
  const list = keys.slice(0, at);
  const path = pathOf(list);
  if (valueAt(state, list) !== undefined || !isTouched(state.touched, path)) return false;
  return (required || at === keys.length - 1) && (state.evaluation?.issues.some(issue => issue.path === path) ?? false);
}

/** Collects everything about the field at `keys` and marks its path as rendered. */
export function fieldAt(
  { page, pageState, rendered, names }: FormContext,
  keys: Keys,
  param: Param,
  required: boolean
): Field {
  const path = pathOf(keys);
  const name = keys.at(-1) ?? '';
  const state = fieldStateAt(pageState, keys);
  const id = `f-${path.replace(/[^\w-]/g, '-')}`;
  rendered.add(path);
  // Issues of single files in a list show at the list.
  const isMedia = controlKind(param, undefined) === 'media';
  const here = (pageState.evaluation?.issues ?? []).filter(
    issue => issue.path === path || (isMedia && issue.path.startsWith(`${path}[`))
  );
  for (const issue of here) rendered.add(issue.path);
  const label = param.label ?? labelFrom(name);
  // The label of a list item contains that of its list.
  const parent = names.get(pathOf(keys.slice(0, typeof name === 'number' ? -2 : -1)));
  const accessibleName = parent === undefined ? label : l10n.t('{0}: {1}', parent, label);
  names.set(path, accessibleName);
  const issues = here.filter(issue => isTouched(pageState.touched, issue.path));
  if (issues.length === 0 && isMissing(pageState, keys, param, required)) {
    issues.push({ path, message: l10n.t('{0} is required.', label) });
  }
  return {
    page,
    pageState,
    keys,
    name,
    path,
    id,
    param,
    state,
    label,
    accessibleName,
    required: required || state.required === true,
    value: valueAt(pageState, keys),
    assumed: state.default ?? param.default,
    issues,
    // Parts that a field does not have are ignored.
    describedBy: PARTS.map(part => `${id}-${part}`)
  };
}
