import * as l10n from '@vscode/l10n';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import { CREATE_TASK } from '../../../shared/model.ts';
import { isObject } from '../../../shared/guards.ts';
import { identify } from './identity.ts';
import { readRules } from './schema/inputRules.ts';
import { bodySchema, createTaskIn, lookUp, nameBeside, noModel, summaryOf } from './operation.ts';
import { PageError, readPages, textOf, textsOf, without } from './page.ts';
import type { Json } from './page.ts';
import { readProperties, toParam } from './schema/schemaParam.ts';
import { resolved } from './schema/schema.ts';
import type { Reading } from './schema/schema.ts';

/** A model described by a page. */
export interface ParsedModel {
  readonly entry: ModelEntry;
  /** Paths of schema parts that the format does not support. They are not part of the entry. */
  readonly unsupported: readonly string[];
}

/** Facts that a page states about its request besides the schema. */
interface About {
  readonly title: string;
  readonly folder: string;
  readonly summary: string | undefined;
  readonly docs: string | undefined;
  readonly known: readonly ModelEntry[];
}

/**
 * Reads the models of a docs.kie.ai page, one for each value of `model`.
 * @param docs the URL of the page
 * @throws PageError for operations other than createTask
 */
export function parseModels(text: string, known: readonly ModelEntry[], docs?: string): readonly ParsedModel[] {
  const { page, operation } = createTaskIn(readPages(text));
  const reading: Reading = { unsupported: [], resolve: ref => lookUp(page.spec, ref), count: 0 };
  nameBeside(page, operation, reading);
  const about: About = {
    title: page.title === '' ? (textOf(operation['summary']) ?? '') : page.title,
    folder: textsOf(operation['tags'])[0] ?? '',
    summary: summaryOf(operation),
    docs,
    known
  };
  const body = resolved(bodySchema(operation, reading), reading, 'body');
  const found = formsOf(body, reading).flatMap(form => modelsOf(form, about, reading));
  const ids = found.map(({ entry }) => entry.id);
  if (ids.length === 0) throw new PageError(l10n.t("The page doesn't name a model."));
  return found.filter(({ entry }, index) => {
    const isFirst = ids.indexOf(entry.id) === index;
    if (!isFirst) reading.unsupported.push(`body: ${l10n.t('another variant of {0}', entry.id)}`);
    return isFirst;
  });
}

/** A body with alternatives has one form for each. */
function formsOf(body: Json, reading: Reading): readonly Json[] {
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

function modelsOf(body: Json, about: About, reading: Reading): readonly ParsedModel[] {
  const properties = isObject(body['properties']) ? body['properties'] : {};
  const required = textsOf(body['required']);
  nameOthers(body, properties, required, reading);
  const input = inputOf(resolved(properties['input'], reading, 'input'), reading);
  const needed = textsOf(input['required']);
  const params = readProperties(input, { reading, path: 'input', level: 0 }, key => needed.includes(key));
  for (const name of needed) if (!(name in params)) reading.unsupported.push(`input.required: ${name}`);
  const rules = readRules(input, params, reading);
  const ids = modelIds(properties['model'], reading);
  return ids.map(id => {
    const name = ids.length === 1 ? about.title : '';
    const identity = identify({ id, title: name, folder: about.folder, params }, about.known);
    const entry: ModelEntry = {
      id,
      name: identity.name,
      family: identity.family,
      summary: about.summary ?? identity.name,
      task: identity.task,
      ...(identity.alsoTasks === undefined ? {} : { alsoTasks: identity.alsoTasks }),
      output: identity.output,
      status: 'current',
      operation: CREATE_TASK,
      ...(about.docs === undefined ? {} : { docs: about.docs }),
      params,
      ...(required.includes('callBackUrl') ? { callBackRequired: true as const } : {}),
      rules
    };
    return { entry, unsupported: reading.unsupported };
  });
}

/** Merges the alternatives of an input: all their parameters, required only when every alternative requires them. */
function inputOf(input: Json, reading: Reading): Json {
  const [keyword, forms] =
    Object.entries(input).find(([key, value]) => /^(oneOf|anyOf)$/.test(key) && Array.isArray(value)) ?? [];
  if (keyword === undefined || isObject(input['properties'])) {
    if (!isObject(input['properties'])) reading.unsupported.push(`input: ${l10n.t('no parameters')}`);
    return input;
  }
  const members = (forms as unknown[]).map((form, index) =>
    resolved(form, reading, `input.${keyword}[${String(index)}]`)
  );
  if (!members.every(member => isObject(member['properties']))) return input;
  reading.unsupported.push(`input.${keyword}: ${l10n.t('choice between {0} variants', members.length)}`);
  const shared = without(input, keyword);
  const names = members.map(member => textsOf(member['required']));
  return {
    ...shared,
    properties: Object.fromEntries(
      members.toReversed().flatMap(({ properties }) => Object.entries(properties as Json))
    ),
    required: [
      ...textsOf(input['required']),
      ...(names[0] ?? []).filter(name => names.every(list => list.includes(name)))
    ]
  };
}

/** The documented model IDs. An example counts only when the schema has none. */
function modelIds(schema: unknown, reading: Reading): readonly string[] {
  const param: Param = toParam(schema, 'model', { reading: { ...reading, unsupported: [] }, path: 'model', level: 0 });
  const example = isObject(schema)
    ? [schema['example'], ...(Array.isArray(schema['examples']) ? (schema['examples'] as unknown[]) : [])]
    : [];
  const given = param.enum ?? [param.default, ...example].filter(value => value !== undefined).slice(0, 1);
  const ids = given.filter((id): id is string => typeof id === 'string' && /^[\w.-]+(\/[\w.-]+)*$/.test(id));
  if (ids.length < given.length) reading.unsupported.push(`model: ${JSON.stringify(given)}`);
  return [...new Set(ids)];
}

function nameOthers(body: Json, properties: Json, required: readonly string[], reading: Reading): void {
  for (const name of Object.keys(properties)) {
    if (name === 'model' || name === 'input' || name === 'callBackUrl') continue;
    reading.unsupported.push(`${name}${required.includes(name) ? ` (${l10n.t('required next to "input"')})` : ''}`);
  }
  for (const keyword of Object.keys(body))
    if (!BODY_KEYWORDS.test(keyword)) reading.unsupported.push(`body.${keyword}`);
}
