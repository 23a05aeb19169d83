import { CREATE_TASK } from '../../shared/model.ts';

/** What stands in the body: current models take their parameters under `input`, the former services at its top. */
export const bodyOf = (model: string, operation: string, input: Readonly<Record<string, unknown>>): unknown =>
  operation === CREATE_TASK ? { model, input } : input;

/** A request as a command for a POSIX shell. The key is never in it: the shell fills in $KIE_API_KEY. */
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
