import { MAX_RUNS } from './protocol/batch.ts';

/** Prompts of a text: one per line, empty lines left out. A JSON list of texts is accepted too. */
export function promptsOf(text: string): readonly string[] {
  const listed = jsonTexts(text);
  const lines = listed ?? text.split(/\r\n|\r|\n/);
  return lines.map(line => line.trim()).filter(line => line !== '');
}

/** The prompts that fit into one batch, and how many were left out. */
export function firstPrompts(prompts: readonly string[]): {
  readonly prompts: readonly string[];
  readonly left: number;
} {
  return { prompts: prompts.slice(0, MAX_RUNS), left: Math.max(0, prompts.length - MAX_RUNS) };
}

function jsonTexts(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : undefined;
  } catch {
    // Not JSON: a prompt that begins with a bracket.
    return undefined;
  }
}
