import * as l10n from '@vscode/l10n';
import { isObject } from '../../../shared/guards.ts';
import { noModel } from './operation.ts';
import { textsOf, without } from './page.ts';
import type { Json } from './page.ts';
import { resolved } from './schema/schema.ts';
import type { Reading } from './schema/schema.ts';

/**
 * Returns the forms of a request body: one, or one for each alternative.
 *
 * @throws PageError when no form has an input
 */
export function bodyForms(body: Json, reading: Reading): readonly Json[] {
  const properties = isObject(body['properties']) ? body['properties'] : {};
  if (properties['model'] !== undefined && properties['input'] !== undefined) return [body];
  const forms = [body['oneOf'], body['anyOf']].find(Array.isArray) as readonly unknown[] | undefined;
  if (forms === undefined) throw noModel();
  const shared = without(body, 'oneOf', 'anyOf');
  const whole = forms
    .map((form, index) => ({ allOf: [shared, resolved(form, reading, `body.oneOf[${String(index)}]`)] }))
    .map(form => resolved(form, reading, 'body'))
    .filter(form => isObject(form['properties']) && form['properties']['input'] !== undefined);
  if (whole.length === 0) throw noModel();
  return whole;
}

/** Body keywords that are read or that do not restrict values. */
const BODY_KEYWORDS =
  /^(type|title|description|properties|required|example|examples|additionalProperties|x-.*|\$comment)$/;

/** Reports fields of the body besides `model`, `input` and `callBackUrl` as unsupported. */
export function reportOtherFields(body: Json, reading: Reading): void {
  const properties = isObject(body['properties']) ? body['properties'] : {};
  const required = textsOf(body['required']);
  for (const name of Object.keys(properties)) {
    if (name === 'model' || name === 'input' || name === 'callBackUrl') continue;
    reading.unsupported.push(`${name}${required.includes(name) ? ` (${l10n.t('required next to "input"')})` : ''}`);
  }
  for (const keyword of Object.keys(body))
    if (!BODY_KEYWORDS.test(keyword)) reading.unsupported.push(`body.${keyword}`);
}
