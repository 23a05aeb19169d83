import fs from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { ModelEntry } from '../../../shared/model.ts';
import { checkEntry } from './checkEntry.ts';
import { checkValues } from './checkValues.ts';
import { entrySchema } from './format.ts';

/**
 * Reads every YAML file of `fromDir`, validates each entry and writes `catalog.json` (`{ "models": [...] }`) and the
 * JSON schema `model-format.schema.json` to `toDir`. Runs only at build time.
 * @throws an Error with one line per problem: file, entry and key
 */
export async function buildCatalog(fromDir: string, toDir: string): Promise<void> {
  const files = (await fs.readdir(fromDir)).filter(name => name.endsWith('.yaml')).sort();
  const problems: string[] = [];
  const models: ModelEntry[] = [];
  const owner = new Map<string, string>();
  for (const file of files) {
    const parsed = checkFile(file, await fs.readFile(path.join(fromDir, file), 'utf8'));
    problems.push(...parsed.problems);
    for (const entry of parsed.entries) {
      const other = owner.get(entry.id);
      if (other !== undefined) problems.push(`${file}: ${entry.id}: id: also in ${other}`);
      owner.set(entry.id, file);
      models.push(entry);
    }
  }
  for (const entry of models) {
    if (entry.successor !== undefined && !owner.has(entry.successor)) {
      problems.push(`${owner.get(entry.id) ?? ''}: ${entry.id}: successor: no entry ${entry.successor}`);
    }
  }
  if (problems.length > 0) throw new Error(`The model table is wrong:\n${problems.join('\n')}`);
  await fs.mkdir(toDir, { recursive: true });
  await fs.writeFile(path.join(toDir, 'catalog.json'), JSON.stringify({ models }));
  const schema = z.toJSONSchema(z.array(entrySchema), { io: 'input' });
  await fs.writeFile(path.join(toDir, 'model-format.schema.json'), JSON.stringify(schema));
}

/**
 * Validates the text of a YAML file.
 * @param file the name for messages
 */
export function checkFile(file: string, text: string): { entries: ModelEntry[]; problems: string[] } {
  const problems: string[] = [];
  const entries: ModelEntry[] = [];
  let list: unknown;
  try {
    list = parse(text, { maxAliasCount: -1 });
  } catch (error) {
    return { entries, problems: [`${file}: ${error instanceof Error ? error.message : String(error)}`] };
  }
  if (!Array.isArray(list)) return { entries, problems: [`${file}: must be a list of entries`] };
  for (const [index, item] of (list as unknown[]).entries()) {
    const name = entryName(item, index);
    const checked = checkEntry(item);
    const values = checked.entry === undefined ? [] : checkValues(checked.entry);
    problems.push(...[...checked.problems, ...values].map(line => `${file}: ${name}: ${line}`));
    if (checked.entry !== undefined) entries.push(checked.entry);
  }
  return { entries, problems };
}

function entryName(item: unknown, index: number): string {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
  return typeof id === 'string' && id !== '' ? id : `entry ${String(index + 1)}`;
}
