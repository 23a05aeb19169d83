import { isObject } from '../../../../src/shared/guards.ts';
import type { Param } from '../../../../src/shared/model.ts';

/** The group that the documentation puts a value in, such as the purpose of a voice. */
export function groupOf({ limits }: Param, value: string): string | undefined {
  const groups = limits?.['groups'];
  if (!isObject(groups)) return undefined;
  return Object.keys(groups).find(name => {
    const members = groups[name];
    return Array.isArray(members) && members.includes(value);
  });
}
