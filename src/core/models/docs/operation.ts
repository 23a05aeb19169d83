import * as l10n from '@vscode/l10n';
import { CREATE_TASK } from '../../../shared/model.ts';
import { isObject } from '../../../shared/guards.ts';
import { PageError, textOf } from './page.ts';
import type { Json, Page } from './page.ts';
import { noteOf } from './paramText.ts';
import type { Reading } from './schema/schema.ts';
import { resolved } from './schema/schema.ts';
import { trimEndOf } from '../../../shared/textParts.ts';

const CREATE_PATH = CREATE_TASK.replace(/^POST /, '');

/**
 * Finds the page and operation of createTask.
 * @throws PageError when there is none
 */
export function createTaskIn(pages: readonly Page[]): { readonly page: Page; readonly operation: Json } {
  for (const page of pages) {
    for (const [path, item] of pathsOf(page)) {
      const operation = isObject(item) ? item['post'] : undefined;
      if (path === CREATE_PATH && isObject(operation)) return { page, operation };
    }
  }
  const paths = pages.flatMap(page => pathsOf(page).map(([path]) => path));
  throw new PageError(
    l10n.t(
      'This page describes {0}, not a {1} model. Use the page of a single model.',
      paths.slice(0, 5).join(', ') || '–',
      CREATE_TASK
    )
  );
}

/** The paths of a page, with the server path prepended where the page has it there. */
function pathsOf({ spec }: Page): readonly (readonly [string, unknown])[] {
  const paths = isObject(spec['paths']) ? spec['paths'] : {};
  const servers = Array.isArray(spec['servers']) ? (spec['servers'] as readonly unknown[]) : [];
  const bases = servers.flatMap(server => {
    const url = isObject(server) ? textOf(server['url']) : undefined;
    return url !== undefined && URL.canParse(url) ? [new URL(url).pathname] : [];
  });
  return Object.entries(paths).map(([path, item]) => {
    const whole = [path, ...bases.map(base => trimEndOf(base, /\//) + path)].map(one => trimEndOf(one, /\//));
    return [whole.includes(CREATE_PATH) ? CREATE_PATH : path, item] as const;
  });
}

/** Many pages also describe the status query. */
const EXPECTED = /\/jobs\/(createTask|recordInfo)\/?$/;

/** Reports other operations and request parameters outside the body as unsupported, because they are never sent. */
export function nameBeside(page: Page, operation: Json, reading: Reading): void {
  for (const [path] of pathsOf(page)) if (!EXPECTED.test(path)) reading.unsupported.push(`paths: ${path}`);
  const parameters = Array.isArray(operation['parameters']) ? (operation['parameters'] as readonly unknown[]) : [];
  for (const given of parameters) {
    const parameter = resolved(given, reading, 'parameters');
    const name = textOf(parameter['name']) ?? '';
    if (!/^(authorization|content-type|accept)$/i.test(name)) reading.unsupported.push(`parameters: ${name}`);
  }
}

/**
 * The schema of the request body.
 * @throws PageError when there is none
 */
export function bodySchema(operation: Json, reading: Reading): unknown {
  const given = operation['requestBody'];
  const body = given === undefined ? {} : resolved(given, reading, 'requestBody');
  const content = isObject(body['content']) ? body['content'] : {};
  const json = Object.entries(content).find(([type]) => /^application\/json\b/i.test(type))?.[1];
  const schema = isObject(json) ? json['schema'] : undefined;
  const hasDetails =
    isObject(schema) && Object.keys(schema).some(keyword => !/^(type|example|examples|x-.*)$/.test(keyword));
  if (hasDetails) return schema;
  if (isObject(json) && ['example', 'examples', 'schema'].some(keyword => json[keyword] !== undefined)) {
    throw new PageError(
      l10n.t("This page has only an example request and no schema, so its parameters can't be read.")
    );
  }
  throw noModel();
}

export const noModel = (): PageError => new PageError(l10n.t('The request on this page has no "model" and "input".'));

/**
 * Resolves `$ref: '#/…'`; undefined for references outside the page. Parts are percent-encoded, and keys are literal:
 * some of KIE's end in a space.
 */
export function lookUp(spec: Json, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined;
  let at: unknown = spec;
  for (const part of ref.slice(2).split('/')) {
    const key = percentDecoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
    at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function percentDecoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a literal percent sign
  }
}

/** The first prose sentence of the description. */
export function summaryOf(operation: Json): string | undefined {
  const lines = (textOf(operation['description']) ?? '').split(/\n\s*\n/);
  const prose = lines
    .map(line => line.trim())
    .find(line => /^[\p{L}\p{N}]/u.test(line) && !/query task status/i.test(line));
  const sentence = prose === undefined ? undefined : /^.*?[.!?](?=\s|$)|^.+$/s.exec(noteOf(prose))?.[0].trim();
  return sentence === undefined || sentence === '' ? undefined : sentence.slice(0, 200);
}
