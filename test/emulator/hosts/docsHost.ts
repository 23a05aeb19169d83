/** An emulator of docs.kie.ai on loopback: pages in the shape of the official ones, with our own text. */
import { openHost } from './host.ts';

export interface DocsHost {
  readonly baseUrl: string;
  /** Requests in order: the path and the names of headers that carry secrets. */
  readonly requests: readonly { readonly path: string; readonly authorization: string | undefined }[];
  /** Serves a page (or the index) at a path such as `/market/kling/kling-3-0.md`. */
  put(path: string, text: string, status?: number, headers?: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

export async function openDocsHost(): Promise<DocsHost> {
  const pages = new Map<string, { text: string; status: number; headers: Readonly<Record<string, string>> }>();
  const requests: { path: string; authorization: string | undefined }[] = [];
  const host = await openHost(0, (request, response) => {
    const path = request.url ?? '';
    requests.push({ path, authorization: request.headers.authorization });
    const page = pages.get(path);
    response.writeHead(page?.status ?? 404, { 'content-type': 'text/markdown; charset=utf-8', ...page?.headers });
    response.end(page?.text ?? 'Not found');
    return Promise.resolve();
  });
  return {
    baseUrl: host.baseUrl,
    requests,
    put: (path, text, status = 200, headers = {}) => void pages.set(path, { text, status, headers }),
    close: () => host.close()
  };
}

export interface PageParts {
  readonly title: string;
  readonly model: string;
  /** The folder of the page ("docs/en/Market/Video Models/Kling"). */
  readonly folder?: string;
  /** JSON Schema of `input`, as an object. */
  readonly input: unknown;
  /** Other properties next to model and input. */
  readonly beside?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly components?: unknown;
  readonly path?: string;
  readonly fence?: string;
}

/** A page in the documentation's Markdown: JSON inside its YAML block, which YAML allows. */
export function docsPage(parts: PageParts): string {
  const { title, model, folder, input, beside = {}, required = ['model', 'input'], components = {} } = parts;
  const { path = '/api/v1/jobs/createTask', fence = '```yaml' } = parts;
  const schema = {
    type: 'object',
    required,
    properties: {
      model: { type: 'string', enum: [model], default: model },
      callBackUrl: { type: 'string', format: 'uri' },
      ...beside,
      input
    }
  };
  const lines = [
    `# ${title}`,
    '',
    '## OpenAPI Specification',
    '',
    fence,
    'openapi: 3.0.1',
    'info:',
    "  title: ''",
    '  version: 1.0.0',
    'paths:',
    `  ${path}:`,
    '    post:',
    `      summary: ${title}`,
    '      description: >-',
    '        ## Query Task Status',
    '',
    '',
    `        Makes things with ${title}. A second sentence.`,
    '',
    '',
    '        ```json',
    `        {"model": "${model}"}`,
    '        ```',
    `      operationId: ${model.replace(/\W+/g, '-')}`,
    ...(folder === undefined ? [] : ['      tags:', `        - ${folder}`]),
    '      requestBody:',
    '        content:',
    '          application/json:',
    `            schema: ${JSON.stringify(schema)}`,
    '      responses:',
    "        '200':",
    '          description: fine',
    `components: ${JSON.stringify({ schemas: components })}`,
    /^`+/.exec(fence)?.[0] ?? '```',
    ''
  ];
  return lines.join('\n');
}

/** An index in the documentation's format, with enough models to be accepted. */
export function docsIndex(
  pages: readonly { readonly title: string; readonly docs: string; readonly section?: string }[]
): string {
  const line = (page: (typeof pages)[number]): string =>
    `- ${page.section ?? 'Video Models > Kling'} [${page.title}](${page.docs}.md): Some words`;
  return ['# docs.kie.ai', '', '## API Docs', ...pages.map(line)].join('\n');
}
