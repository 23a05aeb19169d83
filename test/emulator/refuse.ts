/** The answer to a request that breaks what is documented. */
import type { Answer } from './http.ts';
import { envelope } from './http.ts';
import type { Problem } from './types.ts';

export function refuse(code: number, problems: readonly Problem[]): Answer {
  return envelope(code, problems.map(({ path, message }) => `${path}: ${message}`).join('; '), null);
}
