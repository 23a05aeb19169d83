import * as l10n from '@vscode/l10n';
import { CORE_SCHEMA, load } from 'js-yaml';
import { limitText } from '../../../shared/format/decimalText.ts';
import { isObject } from '../../../shared/guards.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI part of a documentation page. */
export interface Page {
  /** The first heading, or the summary of the operation. */
  readonly title: string;
  readonly spec: Json;
}

/** The text is not a page from which a model can be read. The message is shown to the user. */
export class PageError extends Error {}

const MAX_PAGE_LENGTH = 2_000_000;

/**
 * Reads the OpenAPI parts: the YAML or JSON blocks of a Markdown page, or a whole file. Source: docs.kie.ai, any model
 * page with `.md` added
 * @throws PageError when no part can be read
 */
export function readPages(text: string): readonly Page[] {
  if (text.length > MAX_PAGE_LENGTH) {
    throw new PageError(
      l10n.t('This page has more than {0} characters. Copy only its OpenAPI block.', limitText(MAX_PAGE_LENGTH))
    );
  }
  const sources = specTexts(text);
  if (sources.length === 0) throw new PageError(isHtml(text) ? noSource() : noBlock());
  const failures: PageError[] = [];
  const pages = sources.flatMap(({ source, title }): Page[] => {
    try {
      return [{ title, spec: parsed(source) }];
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      failures.push(error);
      return [];
    }
  });
  const [failure] = failures;
  if (pages.length === 0 && failure !== undefined) throw failure;
  return pages;
}

const isHtml = (text: string): boolean => /^\s*<(!doctype|html|head|body)\b/i.test(text);
const noSource = (): string =>
  l10n.t(
    'This web page has no Markdown source. Enter the URL of a model page on docs.kie.ai, or copy its Markdown with the button on the page (or add ".md" to its URL).'
  );
const noBlock = (): string =>
  l10n.t('No OpenAPI block found. Add ".md" to the URL of a model page on docs.kie.ai to see its source.');

function parsed(source: string): Json {
  let spec: unknown;
  try {
    spec = load(source, { schema: CORE_SCHEMA });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new PageError(l10n.t("The OpenAPI block can't be read: {0}", why), { cause: error });
  }
  if (!isObject(spec) || !isObject(spec['paths'])) throw new PageError(l10n.t('The OpenAPI block has no paths.'));
  return spec;
}

interface Source {
  readonly source: string;
  /** The first heading above the block. */
  readonly title: string;
}

/**
 * The blocks that begin with `openapi:`. A closing fence is at least as long as the opening one and indented by at most
 * three spaces.
 */
function specTexts(text: string): readonly Source[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const found: Source[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(lines[at] ?? '')?.[1];
    if (fence === undefined) continue;
    const closing = new RegExp(`^ {0,3}${fence[0] ?? ''}{${String(fence.length)},}\\s*$`);
    const last = lines.findIndex((line, index) => index > at && closing.test(line));
    const end = last === -1 ? lines.length : last;
    const source = lines.slice(at + 1, end).join('\n');
    if (isSpec(source)) found.push({ source, title: headingIn(lines.slice(0, at)) });
    at = end;
  }
  return found.length === 0 && isSpec(text) ? [{ source: text, title: '' }] : found;
}

const headingIn = (lines: readonly string[]): string => {
  const heading = lines.find(line => /^# +\S/.test(line));
  return heading === undefined ? '' : heading.replace(/^# +/, '').trim();
};

/** Comments and a document marker may precede it. */
const isSpec = (text: string): boolean => /^(?:\s|#.*\n|---[ \t]*\r?\n)*(?:openapi\s*:|\{\s*"openapi"\s*:)/.test(text);

/** Returns a copy without these keys. */
export const without = (json: Json, ...keywords: readonly string[]): Json =>
  Object.fromEntries(Object.entries(json).filter(([keyword]) => !keywords.includes(keyword)));
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
