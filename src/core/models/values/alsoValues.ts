import * as l10n from '@vscode/l10n';
import type { Issue } from '../../../shared/form.ts';
import type { Param } from '../../../shared/model.ts';
import type { Scalar } from '../../../shared/modelRule.ts';
import { isObject } from '../../../shared/guards.ts';
import type { Values } from '../rules/paths.ts';

/** Whether KIE's samples or recorded calls use this undocumented value. */
export const isAlsoAccepted = (param: Param, value: unknown): boolean =>
  param.alsoValues?.includes(value as Scalar) === true;

/** One advice for each accepted but undocumented value, at any depth. */
export function undocumented(params: Readonly<Record<string, Param>>, values: Values): Issue[] {
  return Object.entries(params).flatMap(([name, param]) => adviceFor(param, values[name], name, param.label ?? name));
}

function adviceFor(param: Param, value: unknown, path: string, label: string): Issue[] {
  if (isAlsoAccepted(param, value)) {
    const message = l10n.t(
      '{0}: "{1}" isn\'t documented, but KIE\'s own samples use it. KIE may reject it.',
      label,
      String(value)
    );
    return [{ path, message }];
  }
  const { items, properties } = param;
  if (Array.isArray(value) && items !== undefined) {
    return (value as readonly unknown[]).flatMap((item, index) =>
      adviceFor(items, item, `${path}[${String(index)}]`, `${items.label ?? label} ${String(index + 1)}`)
    );
  }
  if (!isObject(value) || properties === undefined) return [];
  return Object.entries(properties).flatMap(([name, inner]) =>
    adviceFor(inner, value[name], `${path}.${name}`, inner.label ?? name)
  );
}
