import type { ModelEntry, Param } from '../model.ts';

/** The documented address of a sample of a value; undefined where the documentation has none. */
export function sampleAddress({ previewUrl, enum: values = [] }: Param, value: string): string | undefined {
  if (previewUrl?.startsWith('https://') !== true || !values.includes(value)) return undefined;
  return previewUrl.replace(/\{\w+\}/, encodeURIComponent(value));
}

/** Whether the documentation of a model has a sample at this address. */
export const isSampleOf = ({ params }: ModelEntry, address: string): boolean =>
  Object.values(params).some(param => hasSample(param, address));

function hasSample(param: Param, address: string): boolean {
  const { enum: values = [], items, properties = {}, oneOf = [], anyOf = [] } = param;
  if (values.some(value => typeof value === 'string' && sampleAddress(param, value) === address)) return true;
  const inner = [...(items === undefined ? [] : [items]), ...Object.values(properties), ...oneOf, ...anyOf];
  return inner.some(one => hasSample(one, address));
}
