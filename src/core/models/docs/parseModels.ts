import * as l10n from '@vscode/l10n';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import { CREATE_TASK } from '../../../shared/model.ts';
import { isObject } from '../../../shared/guards.ts';
import { identify } from './identity.ts';
import { readRules } from './schema/inputRules.ts';
import { bodySchema, createTaskIn, lookUp, nameBeside, summaryOf } from './operation.ts';
import { PageError, readPages, textOf, textsOf } from './page.ts';
import type { Json } from './page.ts';
import { bodyForms, reportOtherFields } from './requestBody.ts';
import { mergeBranches } from './schema/inputBranches.ts';
import { readProperties, toParam } from './schema/schemaParam.ts';
import { resolved } from './schema/schema.ts';
import type { Reading } from './schema/schema.ts';

/** A model described by a page. */
export interface ParsedModel {
  readonly entry: ModelEntry;
  /** Paths of schema parts that the format does not support. They are not part of the entry. */
  readonly unsupported: readonly string[];
}

/** The facts about a model besides its schema. */
interface Given {
  /** The entries of the catalog. */
  readonly known: readonly ModelEntry[];
  /** The URL of the documentation page. */
  readonly docs?: string | undefined;
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly provider?: string | undefined;
  /** KIE's words for the tasks ("Text to Video"). */
  readonly taskTypes?: readonly string[];
}

interface About extends Given {
  readonly title: string;
  readonly folder: string;
}

/**
 * Reads the models of a docs.kie.ai page, one for each value of `model`.
 * @param docs the URL of the page
 * @throws PageError for operations other than createTask
 */
export function parseModels(text: string, known: readonly ModelEntry[], docs?: string): readonly ParsedModel[] {
  return modelsIn(createTaskIn(readPages(text)), { known, docs });
}

/**
 * Reads the models of an OpenAPI document.
 * @throws PageError for operations other than createTask
 */
export const parseOpenApi = (spec: Json, given: Given): readonly ParsedModel[] =>
  modelsIn(createTaskIn([{ title: given.title ?? '', spec }]), given);

function modelsIn({ page, operation }: ReturnType<typeof createTaskIn>, given: Given): readonly ParsedModel[] {
  const reading: Reading = { unsupported: [], resolve: ref => lookUp(page.spec, ref), count: 0 };
  nameBeside(page, operation, reading);
  const about: About = {
    ...given,
    title: page.title === '' ? (textOf(operation['summary']) ?? '') : page.title,
    folder: textsOf(operation['tags'])[0] ?? '',
    summary: given.summary ?? summaryOf(operation)
  };
  const body = resolved(bodySchema(operation, reading), reading, 'body');
  const found = bodyForms(body, reading).flatMap(form => modelsOf(form, about, reading));
  const ids = found.map(({ entry }) => entry.id);
  if (ids.length === 0) throw new PageError(l10n.t("The page doesn't name a model."));
  return found.filter(({ entry }, index) => {
    const isFirst = ids.indexOf(entry.id) === index;
    if (!isFirst) reading.unsupported.push(`body: ${l10n.t('another variant of {0}', entry.id)}`);
    return isFirst;
  });
}

function modelsOf(body: Json, about: About, reading: Reading): readonly ParsedModel[] {
  const properties = isObject(body['properties']) ? body['properties'] : {};
  const required = textsOf(body['required']);
  reportOtherFields(body, reading);
  const merged = mergeBranches(resolved(properties['input'], reading, 'input'), reading);
  const { input, modeLabels } = merged;
  const needed = textsOf(input['required']);
  const params = readProperties(input, { reading, path: 'input', level: 0 }, key => needed.includes(key));
  for (const name of needed) if (!(name in params)) reading.unsupported.push(`input.required: ${name}`);
  const rules = [...merged.rules, ...readRules(input, params, reading)];
  const ids = modelIds(properties['model'], reading);
  return ids.map(id => {
    const name = ids.length === 1 ? about.title : '';
    const identity = identify({ ...about, id, title: name, params }, about.known);
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
      ...(Object.keys(modeLabels).length === 0 ? {} : { modeLabels }),
      params,
      ...(required.includes('callBackUrl') ? { callBackRequired: true as const } : {}),
      rules
    };
    return { entry, unsupported: reading.unsupported };
  });
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
