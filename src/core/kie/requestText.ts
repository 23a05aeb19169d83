import { CREATE_TASK } from '../../shared/model.ts';

/** Returns the request body: current models have their parameters in `input`, legacy services at the top level. */
export const bodyOf = (model: string, operation: string, input: Readonly<Record<string, unknown>>): unknown =>
  operation === CREATE_TASK ? { model, input } : input;

/** Returns a request as a POSIX shell command. The key is not included: the shell expands $KIE_API_KEY. */
export function asCurl(baseUrl: string, operation: string, body: unknown): string {
  const [method = 'POST', path = ''] = operation.split(' ');
  const json = JSON.stringify(body, undefined, 2).replaceAll("'", `'\\''`);
  return [
    `curl -X ${method} '${baseUrl.replace(/\/$/, '')}${path}'`,
    `  -H "Authorization: Bearer $KIE_API_KEY"`,
    `  -H 'Content-Type: application/json'`,
    `  -d '${json}'`
  ].join(' \\\n');
}
