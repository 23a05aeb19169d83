import type { Issue } from '../../../src/shared/form.ts';

/** A field that needs input before the request can run. */
export interface OpenField {
  readonly path: string;
  readonly name: string;
}

/**
 * The fields with issues, each once, in the order of the form.
 * @param names - the names of the rendered fields, by path
 */
export function openFields(issues: readonly Issue[], names: ReadonlyMap<string, string>): readonly OpenField[] {
  const paths = new Set(issues.map(({ path }) => fieldOf(path, names)));
  return [...names].filter(([path]) => paths.has(path)).map(([path, name]) => ({ path, name }));
}

/** The open field after the one at `path`, in the order of the form; the first after the last. */
export function nextOpen<F extends Pick<OpenField, 'path'>>(
  open: readonly F[],
  order: readonly string[],
  path: string | undefined
): F | undefined {
  const at = path === undefined ? -1 : order.indexOf(path);
  return open.find(field => order.indexOf(field.path) > at) ?? open[0];
}

/** The rendered field that shows the issues of a path: issues of single files show at their list. */
function fieldOf(path: string, names: ReadonlyMap<string, string>): string | undefined {
  let at = path;
  while (at !== '' && !names.has(at)) at = at.replace(/(?:^|\.)[^.[\]]*$|\[[^[\]]*\]$/, '');
  return at === '' ? undefined : at;
}
