import type { Evaluation } from '../../shared/form.ts';
import { CREATE_TASK } from '../../shared/model.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { RequestTexts } from '../../shared/protocol.ts';
import { asCurl } from '../commands/curl.ts';

/** What would be sent for a valid draft, in three ways to write it. Local files stand there by their own addresses. */
export function requestTexts(
  entry: ModelEntry,
  input: NonNullable<Evaluation['input']>,
  apiBaseUrl: string
): RequestTexts {
  const body = entry.operation === CREATE_TASK ? { model: entry.id, input } : input;
  const call = JSON.stringify(input, undefined, 2);
  return {
    json: JSON.stringify(body, undefined, 2),
    curl: asCurl(apiBaseUrl, entry.operation, body),
    api: [
      `const kie = await vscode.extensions.getExtension('kie-studio.kie-studio')?.activate();`,
      `const { files } = await kie.run(${JSON.stringify(entry.id)}, ${call});`
    ].join('\n')
  };
}
