/** Writes the OpenAPI document of an entry in the shape of the recorded ones: facts about media are prose only. */
import type { MediaKind, Param } from '../../../src/shared/model.ts';
import type { TableEntry } from '../catalogData.ts';

type Json = Record<string, unknown>;

/** Keywords of the format that are JSON Schema keywords of the same name. */
const SAME = [
  ...(['type', 'enum', 'default', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const),
  ...(['multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'format', 'pattern'] as const)
];

/** The document of an entry. `input` replaces the schema of the input. */
export function openApiOf(entry: TableEntry, input: unknown = inputOf(entry)): Json {
  const { id, name } = entry;
  const url = { type: 'string', format: 'uri' };
  const schema = {
    type: 'object',
    required: ['model', ...(entry.callBackRequired === true ? ['callBackUrl'] : [])],
    properties: {
      model: { type: 'string', enum: [id], default: id, description: `Must be \`${id}\`` },
      callBackUrl: { ...url, description: 'The URL to receive generation task completion updates.' },
      input
    }
  };
  return documentOf('/api/v1/jobs/createTask', {
    summary: name,
    description: `## Query Task Status\n\nAfter submitting a task, use the unified query endpoint.\n\n${entry.summary}`,
    operationId: id.replace(/\W+/g, '-'),
    requestBody: { required: true, content: { 'application/json': { schema } } },
    callbacks: {
      onTaskComplete: { '{$request.body#/callBackUrl}': { post: { requestBody: { content: {} }, responses: {} } } }
    }
  });
}

/** The document of a model whose path answers at once. */
export const chatDocument = (model: string): Json =>
  documentOf(`/${model}/v1/chat/completions`, {
    summary: model,
    requestBody: {
      content: {
        'application/json': {
          schema: { type: 'object', required: ['messages'], properties: { messages: { type: 'array' } } }
        }
      }
    }
  });

const documentOf = (path: string, post: Json): Json => ({
  openapi: '3.1.0',
  info: { title: 'kie.ai', description: 'kie.ai API', version: '1.0.0' },
  tags: [],
  paths: {
    [path]: {
      post: {
        deprecated: false,
        tags: [],
        parameters: [],
        ...post,
        responses: { '200': { description: 'Request successful' } },
        security: [{ BearerAuth: [] }]
      }
    }
  },
  webhooks: {},
  components: { schemas: {}, securitySchemes: { BearerAuth: { type: 'http', scheme: 'bearer' } } }
});

function inputOf({ params }: TableEntry): Json {
  const required = Object.keys(params).filter(name => params[name]?.required === true);
  return {
    type: 'object',
    description: 'Input parameters for the generation task',
    properties: propertiesOf(params),
    ...(required.length === 0 ? {} : { required })
  };
}

const propertiesOf = (params: Readonly<Record<string, Param>>): Json =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, schemaOf(param)]));

function schemaOf(param: Param): Json {
  const schema: Json = { description: descriptionOf(param) };
  for (const keyword of SAME) if (param[keyword] !== undefined) schema[keyword] = param[keyword];
  if (param.media !== undefined && param.type === 'string') schema['format'] = 'uri';
  if (param.items) schema['items'] = schemaOf({ ...(param.media ? { media: param.media } : {}), ...param.items });
  if (param.properties) {
    schema['properties'] = propertiesOf(param.properties);
    const inner = Object.entries(param.properties).flatMap(([name, { required }]) => (required === true ? [name] : []));
    const required = [...new Set([...(param.requiredKeys ?? []), ...inner])];
    if (required.length > 0) schema['required'] = required;
  }
  for (const keyword of ['oneOf', 'anyOf'] as const) if (param[keyword]) schema[keyword] = param[keyword].map(schemaOf);
  return schema;
}

const WORDS: Readonly<Record<MediaKind, string>> = { image: 'an image', video: 'a video', audio: 'an audio file' };

function descriptionOf({ label, note, media, accept, maxSizeMB }: Param): string {
  const about = media === undefined ? '' : `The URL of ${WORDS[media]} (file URL after upload, not file content). `;
  const types = accept === undefined ? '' : `Accepted types: ${accept.join(', ')}. `;
  const size = maxSizeMB === undefined ? '' : `Max size: ${String(maxSizeMB)}MB. `;
  return `${about}${types}${size}${note ?? label ?? ''}`.trim();
}
