import * as l10n from '@vscode/l10n';
import { CORE_SCHEMA, load } from 'js-yaml';

export type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI part of a documentation page. */
export interface Page {
  /** The first heading, else the summary of the operation. */
  readonly title: string;
  readonly spec: Json;
}

/** What is given is no page that a model can be made from; the message is for the person. */
export class PageError extends Error {}

const MOST_CHARACTERS = 2_000_000;

/**
 * Finds the OpenAPI part: the YAML (or JSON) block of a page in Markdown, or a whole file. Throws PageError.
 * Source: docs.kie.ai, any model page with `.md` added
 */
export function readPage(text: string): Page {
  if (text.length > MOST_CHARACTERS) throw new PageError(l10n.t('This page is too long.'));
  const source = specText(text);
  if (source === undefined) {
    throw new PageError(
      l10n.t(
        'No OpenAPI block was found here. Add ".md" to the address of a model page of docs.kie.ai to see its source.'
      )
    );
  }
  let spec: unknown;
  try {
    spec = load(source, { schema: CORE_SCHEMA });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new PageError(l10n.t('The OpenAPI block cannot be read: {0}', why), { cause: error });
  }
  if (!isJson(spec) || !isJson(spec['paths'])) throw new PageError(l10n.t('The OpenAPI block describes no path.'));
  return { title: /^# +(.+)$/m.exec(text)?.[1]?.trim() ?? '', spec };
}

/** The block that begins with `openapi:`. A fence ends at one at least as long, indented by three spaces at most. */
function specText(text: string): string | undefined {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(lines[at] ?? '')?.[1];
    if (fence === undefined) continue;
    const closing = new RegExp(`^ {0,3}${fence[0] ?? ''}{${String(fence.length)},}\\s*$`);
    const found = lines.findIndex((line, index) => index > at && closing.test(line));
    const end = found === -1 ? lines.length : found;
    const block = lines.slice(at + 1, end).join('\n');
    if (isSpec(block)) return block;
    at = end;
  }
  return isSpec(text) ? text : undefined;
}

const isSpec = (text: string): boolean =>
  /^\s*(?:openapi\s*:|\{\s*"openapi"\s*:)/.test(text.replace(/^\ufeff|^---\s*$/gm, ''));

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
