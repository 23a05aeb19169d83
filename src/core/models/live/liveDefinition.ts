import type { ModelEntry } from '../../../shared/model.ts';
import type { Catalog } from '../catalog.ts';
import type { Proposal } from '../docs/proposal.ts';
import { parseModels } from '../docs/parseModels.ts';
import { propose } from '../docs/reader.ts';
import { schemaDifferences } from './schemaDifferences.ts';
import type { Difference } from './schemaDifferences.ts';

/** The schema that KIE publishes for a model, compared with its entry. */
export interface LiveDefinition {
  /** The entry that it was compared with. */
  readonly known: ModelEntry;
  /** The entry read from the schema alone. */
  readonly live: ModelEntry;
  readonly differences: readonly Difference[];
}

/** Reads a schema and compares it with the entry. Undefined when it is not of this model, or cannot be read. */
export function liveDefinition(catalog: Catalog, known: ModelEntry, openapi: unknown): LiveDefinition | undefined {
  const parsed = parseModels(JSON.stringify(openapi), catalog.sources).find(({ entry }) => entry.id === known.id);
  if (parsed === undefined) return undefined;
  const { entry: live, unsupported } = parsed;
  return { known, live, differences: schemaDifferences(known, live, unsupported) };
}

/** The entry with the new definition: the schema wins, and facts that it cannot express are kept. Undefined when it is not usable. */
export const newDefinition = (catalog: Catalog, model: string, openapi: unknown): Proposal | undefined =>
  propose(catalog, JSON.stringify(openapi)).find(({ entry, problems }) => entry.id === model && problems.length === 0);
