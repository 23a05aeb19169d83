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

/** The documented address of a sample of a value; undefined where the documentation has none. */
export function sampleAddress({ previewUrl, enum: values = [] }: Param, value: string): string | undefined {
  if (previewUrl?.startsWith('https://') !== true || !values.includes(value)) return undefined;
  return previewUrl.replace(/\{\w+\}/, encodeURIComponent(value));
}
