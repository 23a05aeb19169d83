/** Reads the model table from its YAML files without using engine code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ModelEntry, Param } from '../../src/shared/model.ts';

const FOLDER = join(import.meta.dirname, '../../src/core/models/catalog');

export type TableEntry = ModelEntry & { readonly topLevelParams?: Readonly<Record<string, Param>> };

let table: ReadonlyMap<string, TableEntry> | undefined;

/** Entries by id; read once. */
export function readTable(folder = FOLDER): ReadonlyMap<string, TableEntry> {
  if (folder === FOLDER && table) return table;
  const entries = new Map<string, TableEntry>();
  for (const file of readdirSync(folder).filter(name => name.endsWith('.yaml'))) {
    for (const entry of entriesOf(parse(readFileSync(join(folder, file), 'utf8')))) entries.set(entry.id, entry);
  }
  if (folder === FOLDER) table = entries;
  return entries;
}

function entriesOf(document: unknown): readonly TableEntry[] {
  if (Array.isArray(document)) return document as TableEntry[];
  const { models } = (document ?? {}) as { models?: readonly TableEntry[] };
  return models ?? [];
}
