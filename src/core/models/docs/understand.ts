import * as l10n from '@vscode/l10n';
import type { ModelEntry, Param, Rule } from '../../../shared/model.ts';
import { CREATE_TASK } from '../../../shared/model.ts';
import { identify } from './identity.ts';
import { isJson, PageError, readPage, textOf, textsOf } from './page.ts';
import type { Json } from './page.ts';
import { noteOf } from './plainWords.ts';
import { readProperties, resolved, toParam } from './schemaParam.ts';
import type { Reading } from './schemaParam.ts';

/** What a page says about one model. */
export interface Understood {
  readonly entry: ModelEntry;
  /** Parts of the schema that the format cannot hold, by their path. They are not part of the entry. */
  readonly unheld: readonly string[];
}

/** What may stand in `input` beside its parameters; `required` with several names is read into rules. */
const INPUT_WORDS = /^(type|title|description|properties|required|example|examples|x-.*|\$comment)$/;

/**
 * The models that a page of docs.kie.ai describes: one for each value of `model`. `docs` is the page's address.
 * Throws PageError for anything that does not go through createTask.
 */
export function understand(text: string, known: readonly ModelEntry[], docs?: string): readonly Understood[] {
  const page = readPage(text);
  const operation = createTaskOf(page.spec);
  const unheld: string[] = [];
  const reading: Reading = { unheld, resolve: ref => lookUp(page.spec, ref) };
  const body = resolved(bodySchema(operation), reading, 'body');
  const properties = isJson(body['properties']) ? body['properties'] : {};
  if (properties['input'] === undefined || properties['model'] === undefined) {
    throw new PageError(l10n.t('The request of this page has no "model" with "input".'));
  }
  const required = textsOf(body['required']);
  nameOthers(properties, required, reading);
  const ids = modelIds(properties['model'], reading);
  if (ids.length === 0) throw new PageError(l10n.t('The page does not say which model it is about.'));
  const input = resolved(properties['input'], reading, 'input');
  const needed = textsOf(input['required']);
  const params = readProperties(input, reading, 'input', 0, key => needed.includes(key));
  for (const name of needed) if (!(name in params)) unheld.push(`input.required: ${name}`);
  const rules = readRules(input, params, reading);
  const title = page.title === '' ? (textOf(operation['summary']) ?? '') : page.title;
  const folder = textsOf(operation['tags'])[0] ?? '';
  return ids.map(id => {
    const identity = identify({ id, title: ids.length === 1 ? title : '', folder, params }, known);
    const entry: ModelEntry = {
      id,
      name: identity.name,
      family: identity.family,
      summary: summaryOf(operation) ?? identity.name,
      task: identity.task,
      ...(identity.alsoTasks === undefined ? {} : { alsoTasks: identity.alsoTasks }),
      output: identity.output,
      status: 'current',
      operation: CREATE_TASK,
      ...(docs === undefined ? {} : { docs }),
      params,
      ...(required.includes('callBackUrl') ? { callBackRequired: true as const } : {}),
      rules
    };
    return { entry, unheld };
  });
}

function createTaskOf(spec: Json): Json {
  const paths = isJson(spec['paths']) ? spec['paths'] : {};
  const path = '/api/v1/jobs/createTask';
  const item = paths[path];
  const operation = isJson(item) ? item['post'] : undefined;
  if (isJson(operation)) return operation;
  throw new PageError(
    l10n.t('This page describes {0}, not a model of {1}.', Object.keys(paths).join(', ') || '–', `POST ${path}`)
  );
}

function bodySchema(operation: Json): unknown {
  const body = isJson(operation['requestBody']) ? operation['requestBody'] : {};
  const content = isJson(body['content']) ? body['content'] : {};
  const json = content['application/json'];
  return isJson(json) ? json['schema'] : undefined;
}

/** The ids are the documented values; an example counts only where the schema has none. */
function modelIds(schema: unknown, reading: Reading): readonly string[] {
  const param = toParam(schema, 'model', { ...reading, unheld: [] }, 'model');
  const example = isJson(schema)
    ? [schema['example'], ...(Array.isArray(schema['examples']) ? (schema['examples'] as unknown[]) : [])]
    : [];
  const given = param.enum ?? [param.default, ...example].filter(value => value !== undefined).slice(0, 1);
  const ids = given.filter((id): id is string => typeof id === 'string' && /^[\w.-]+(\/[\w.-]+)*$/.test(id));
  if (ids.length < given.length) reading.unheld.push(`model: ${JSON.stringify(given)}`);
  return [...new Set(ids)];
}

function nameOthers(properties: Json, required: readonly string[], reading: Reading): void {
  for (const name of Object.keys(properties)) {
    if (name === 'model' || name === 'input' || name === 'callBackUrl') continue;
    reading.unheld.push(`${name}${required.includes(name) ? ` (${l10n.t('required beside "input"')})` : ''}`);
  }
}

/** Which parameters go together. What is more than names of required ones is named as not held. */
function readRules(input: Json, params: Readonly<Record<string, Param>>, reading: Reading): readonly Rule[] {
  const rules: Rule[] = [];
  for (const [word, value] of Object.entries(input)) {
    if (INPUT_WORDS.test(word) || (word === 'additionalProperties' && value === false)) continue;
    const rule = ruleOf(word, value, params);
    if (rule === undefined) reading.unheld.push(`input.${word}`);
    else rules.push(rule);
  }
  return rules;
}

function ruleOf(word: string, value: unknown, params: Readonly<Record<string, Param>>): Rule | undefined {
  const known = (names: readonly string[]): boolean => names.length > 0 && names.every(name => name in params);
  if (word === 'oneOf' || word === 'anyOf') {
    const names = Array.isArray(value) ? value.map(onlyRequired) : [];
    const single = names.flatMap(list => (list?.length === 1 ? list : []));
    if (single.length < 2 || single.length !== names.length || !known(single)) return undefined;
    return word === 'oneOf' ? { exactlyOne: single } : { atLeastOne: single };
  }
  if (word === 'not') {
    const names = onlyRequired(value);
    if (names?.length !== 2 || !known(names)) return undefined;
    return { atMostOneGroup: names.map(name => [name]) };
  }
  if (word === 'dependentRequired' && isJson(value)) {
    const needs = Object.entries(value).map(([name, others]): [string, readonly string[]] => [name, textsOf(others)]);
    if (!needs.every(([name, others]) => known([name, ...others]))) return undefined;
    return { requires: Object.fromEntries(needs) };
  }
  return undefined;
}

/** The names of `{ required: […] }` that says nothing else. */
const onlyRequired = (schema: unknown): readonly string[] | undefined =>
  isJson(schema) && Object.keys(schema).every(key => key === 'required' || key.startsWith('x-'))
    ? textsOf(schema['required'])
    : undefined;

function lookUp(spec: Json, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined;
  let at: unknown = spec;
  for (const part of ref.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    at = isJson(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

/** The first sentence of the description that is prose. */
function summaryOf(operation: Json): string | undefined {
  const lines = (textOf(operation['description']) ?? '').split(/\n\s*\n/);
  const prose = lines
    .map(line => line.trim())
    .find(line => /^[\p{L}\p{N}]/u.test(line) && !/query task status/i.test(line));
  const sentence = prose === undefined ? undefined : /^.*?[.!?](?=\s|$)|^.+$/s.exec(noteOf(prose))?.[0].trim();
  return sentence === undefined || sentence === '' ? undefined : sentence.slice(0, 200);
}
