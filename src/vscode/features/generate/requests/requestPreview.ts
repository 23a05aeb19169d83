import type { Engine } from '../../../../core/engine/api.ts';
import { joinSentences } from '../../../../shared/format/listFormat.ts';
import type { Draft } from '../../../../shared/form.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import type { RequestTexts } from '../../../../shared/protocol/requests.ts';
import { asCurl, bodyOf } from '../../../../core/kie/requestText.ts';
import { engineSettings } from '../../../common/settings.ts';

/**
 * The request for a draft in three notations. Local files appear with their own URIs.
 * @throws the issues of an invalid draft
 */
export async function requestTexts(engine: Engine, entry: ModelEntry, draft: Draft): Promise<RequestTexts> {
  const { input, issues } = await engine.drafts.evaluate(entry.id, draft);
  if (input === undefined) throw new Error(joinSentences(issues.map(issue => issue.message)));
  const body = bodyOf(entry.id, entry.operation, input);
  const call = JSON.stringify(input, undefined, 2);
  return {
    json: JSON.stringify(body, undefined, 2),
    curl: asCurl(engineSettings().apiBaseUrl, entry.operation, body),
    api: [
      `const kie = await vscode.extensions.getExtension('kie-studio.kie-studio')?.activate();`,
      `const { files } = await kie.run(${JSON.stringify(entry.id)}, ${call});`
    ].join('\n')
  };
}
