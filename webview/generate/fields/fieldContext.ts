import * as l10n from '@vscode/l10n';
import type { Param } from '../../../src/shared/model.ts';
import type { FieldState, Issue } from '../../../src/shared/form.ts';
import type { App } from '../state/app.ts';
import { controlKind } from '../model/controlKind.ts';
import { pathOf } from '../model/draftPath.ts';
import type { Key, Keys } from '../model/draftPath.ts';

/** What every control gets to know of its field. */
export interface Field {
  readonly app: App;
  readonly keys: Keys;
  readonly name: Key;
  readonly path: string;
  /** An element id made from the path; `${id}-note` and the like hang on it. */
  readonly id: string;
  readonly param: Param;
  readonly state: FieldState;
  readonly label: string;
  readonly required: boolean;
  readonly value: unknown;
  /** What is assumed while there is no value. */
  readonly assumed: unknown;
  /** Only those that are to be shown now. */
  readonly issues: readonly Issue[];
  readonly describedBy: readonly string[];
}

const words = (name: Key): string =>
  typeof name === 'number'
    ? String(name + 1)
    : name
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/[_-]+/g, ' ')
        .replace(/^./, first => first.toUpperCase());

/**
 * Whether it is what lacks in the first card of a list that has none in the draft yet: the host knows of the list only,
 * and it is here that something is to be filled in.
 */
function isMissing(app: App, keys: Keys, param: Param, required: boolean): boolean {
  const at = keys.findIndex(key => typeof key === 'number');
  if (at < 0 || param.type === 'object' || param.properties !== undefined) return false;
  const list = keys.slice(0, at);
  const path = pathOf(list);
  if (app.get(list) !== undefined || !app.touched.has(path)) return false;
  return (required || at === keys.length - 1) && (app.evaluation?.issues.some(issue => issue.path === path) ?? false);
}

/** Gathers the facts of the field at `keys`. `rendered` notes the path, so that no issue gets lost. */
export function fieldAt(app: App, rendered: Set<string>, keys: Keys, param: Param, required: boolean): Field {
  const path = pathOf(keys);
  const name = keys.at(-1) ?? '';
  const state = app.field(keys);
  const id = `f-${path.replace(/[^\w-]/g, '-')}`;
  rendered.add(path);
  // What is wrong with one file of a list is said at the list.
  const files = controlKind(param, undefined) === 'media';
  const here = (app.evaluation?.issues ?? []).filter(
    issue => issue.path === path || (files && issue.path.startsWith(`${path}[`))
  );
  for (const issue of here) rendered.add(issue.path);
  const label = param.label ?? words(name);
  const issues = here.filter(issue => app.touched.has(issue.path));
  if (issues.length === 0 && isMissing(app, keys, param, required)) {
    issues.push({ path, message: l10n.t('{0} is required.', label) });
  }
  return {
    app,
    keys,
    name,
    path,
    id,
    param,
    state,
    label,
    required: required || state.required === true,
    value: app.get(keys),
    assumed: state.default ?? param.default,
    issues,
    describedBy: [`${id}-note`, `${id}-advice`, `${id}-issues`]
  };
}
