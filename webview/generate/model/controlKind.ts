import * as l10n from '@vscode/l10n';
import { mediaKindOf } from '../../../src/shared/catalog/mediaParams.ts';
import type { Param } from '../../../src/shared/model.ts';
import type { Scalar } from '../../../src/shared/modelRule.ts';
import { ratioOf } from '../../components/ratio.ts';

export type ControlKind =
  | 'variants'
  | 'media'
  | 'list'
  | 'object'
  | 'ratio'
  | 'segmented'
  | 'dropdown'
  | 'picker'
  | 'steps'
  | 'boolean'
  | 'number'
  | 'color'
  | 'text';

const MAX_SEGMENTS = 6;

/** The control for a parameter; `values` are the values that the rules allow. */
export function controlKind(param: Param, values: readonly Scalar[] | undefined): ControlKind {
  if ((param.oneOf ?? param.anyOf) !== undefined) return 'variants';
  const list = param.type === 'array';
  if (mediaKindOf(param) !== undefined && param.type !== 'object' && param.items?.type !== 'object') return 'media';
  if (list) return 'list';
  if (param.type === 'object' || param.properties !== undefined) return 'object';
  if (param.type === 'boolean') return 'boolean';
  if (values !== undefined && areRatios(values)) return 'ratio';
  if (values !== undefined && areSteps(values)) return 'steps';
  if (values !== undefined) return choiceKind(values.map(value => labelOf(param, value)));
  if (param.type === 'number' || param.type === 'integer') return 'number';
  return isColor(param) ? 'color' : 'text';
}

/** Ratios such as "16:9", with at most two words like "auto" among them. */
export function areRatios(values: readonly Scalar[]): boolean {
  const ratios = values.filter(value => ratioOf(String(value)) !== undefined);
  return ratios.length >= 2 && ratios.length >= values.length - 2;
}

/** Consecutive integers, too many for buttons. */
const areSteps = (values: readonly Scalar[]): boolean =>
  values.length > MAX_SEGMENTS &&
  values.every((value, i) => Number.isInteger(Number(value)) && Number(value) === Number(values[0]) + i);

/** Whether the documented pattern accepts colors like "#a1b2c3" only. */
function isColor({ pattern }: Param): boolean {
  if (pattern === undefined) return false;
  const regExp = new RegExp(pattern, 'u');
  return regExp.test('#a1B2c3') && !regExp.test('a1b2c3') && !regExp.test('#a1b2');
}

function choiceKind(labels: readonly string[]): ControlKind {
  if (labels.length > 12) return 'picker';
  const short =
    labels.length <= MAX_SEGMENTS && labels.every(label => label.length <= 12) && labels.join('').length <= 30;
  return short ? 'segmented' : 'dropdown';
}

/** These ids name the longer side first. */
const shapeLabel = (portrait: boolean, long: string, short: string): string =>
  portrait ? l10n.t('Portrait {0}:{1}', short, long) : l10n.t('Landscape {0}:{1}', long, short);

/** The label of a value: words in sentence case; ids, numbers and codes unchanged. */
export function labelOf(param: Param, value: Scalar): string {
  const text = String(value);
  const own = param.enumLabels?.[text];
  if (own !== undefined) return own;
  if (/^(?:png|jpe?g|webp|gif|mp[34]|wav|mov|aac|flac|ogg|srt|vtt)$/i.test(text)) return text.toUpperCase();
  if (/^\d+k$/.test(text)) return text.toUpperCase();
  const shape = /^(landscape|portrait)_(\d+)_(\d+)$/.exec(text);
  if (shape !== null) return shapeLabel(shape[1] === 'portrait', shape[2] ?? '', shape[3] ?? '');
  if (text === 'square_hd') return l10n.t('Square HD');
  const words = /^[A-Z]{4,}(?:_[A-Z]+)*$/.test(text) ? text.toLowerCase() : text;
  if (!/^[a-z]{3,}(?:[ _-][a-z]+)*$/.test(words)) return text;
  return words.replaceAll(/[_-]/g, ' ').replace(/^./, first => first.toUpperCase());
}

/** Whether a text gets several lines: its limit is not short, and its name or limit suggests prose. */
export function isLongText(name: string, param: Param): boolean {
  // The pattern `\\S` only requires a text, so it does not rule out prose.
  if (param.format !== undefined || (param.pattern !== undefined && param.pattern !== '\\S')) return false;
  if (/^seeds?$|(?:^|_)(?:language|code|name|title|id)$/i.test(name)) return false;
  if (param.maxLength !== undefined) return param.maxLength > 150;
  return /prompt|text|lyrics|description|scene|dialogue|content|script/i.test(name);
}

/** The alternatives of a parameter, each merged with the properties that all of them share. */
export function variantsOf(param: Param): readonly Param[] {
  const { oneOf, anyOf, ...shared } = param;
  return (oneOf ?? anyOf ?? []).map(variant => ({ ...shared, ...variant }));
}

/** Whether a parameter is a short list of numbers with a fixed length. */
export const isRow = ({ type, minItems, maxItems, items }: Param): boolean =>
  type === 'array' &&
  maxItems !== undefined &&
  minItems === maxItems &&
  maxItems >= 2 &&
  maxItems <= 4 &&
  (items?.type === 'integer' || items?.type === 'number') &&
  items.enum === undefined;

/** The initial value of a new list item: its default, else an empty value of its type. */
export function emptyItem(item: Param | undefined): unknown {
  if (item?.default !== undefined) return item.default;
  if (item?.enum?.[0] !== undefined) return item.enum[0];
  switch (item?.type) {
    case 'object':
      return {};
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'number':
    case 'integer':
      return item.minimum ?? 0;
    case 'string':
    case undefined:
      return item?.properties === undefined ? '' : {};
  }
}
