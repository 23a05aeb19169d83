import { CORE_SCHEMA, dump } from 'js-yaml';
import type { ModelEntry } from '../../../shared/model.ts';

/** The key order of entries in the catalog files. */
const ORDER: readonly (keyof ModelEntry)[] = [
  ...(['id', 'name', 'family', 'summary', 'task', 'alsoTasks', 'aliases', 'output', 'status', 'successor'] as const),
  ...(['operation', 'docs', 'callBackRequired', 'params', 'rules', 'price', 'priceBy', 'presets', 'result'] as const)
];

/** Formats an entry as YAML. `remarks` become comments at the top. */
export function entryText(entry: ModelEntry | undefined, remarks: readonly string[] = []): string {
  const comments = remarks.map(remark => `# ${remark}\n`).join('');
  if (entry === undefined) return comments;
  const keywords = Object.keys(entry) as (keyof ModelEntry)[];
  const place = (keyword: keyof ModelEntry): number =>
    ORDER.includes(keyword) ? ORDER.indexOf(keyword) : ORDER.length;
  const sorted = Object.fromEntries(
    keywords.sort((a, b) => place(a) - place(b)).map(keyword => [keyword, entry[keyword]])
  );
  const params = Object.fromEntries(Object.entries(entry.params).map(([name, param]) => [name, ordered(param)]));
  return comments + dump({ ...sorted, params }, { schema: CORE_SCHEMA, lineWidth: 120, noRefs: true });
}

/** Keys in the same order on both sides, so that a diff shows only real differences. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const first = ['required', 'type', 'enum', 'default', 'media'];
  const rank = (keyword: string): string =>
    first.includes(keyword)
      ? String(first.indexOf(keyword))
      : keyword === 'note' || keyword === 'label'
        ? `z${keyword}`
        : `a${keyword}`;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
      .map(([keyword, inner]) => [keyword, keyword === 'properties' ? inOrder(inner) : ordered(inner)])
  );
}

/** Parameter names keep the documented order. */
const inOrder = (properties: unknown): unknown =>
  Object.fromEntries(Object.entries(properties as object).map(([name, param]) => [name, ordered(param)]));
