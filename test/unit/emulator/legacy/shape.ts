/** Compares a status response with the fields that the model table documents. */
import { readTable } from '../../../emulator/catalogData.ts';
import { isRecord } from '../../../emulator/check/values.ts';

/** Documented for some tasks only: the complete extended video. */
const SOMETIMES = ['data.response.fullResultUrls'];

/** Returns undocumented fields that the response contains, and documented fields that it lacks. */
export function differences(status: string, data: unknown): { surplus: string[]; lacking: string[] } {
  const documented = documentedPaths(status);
  const actual = new Set(pathsIn(data, 'data'));
  // An object without a further description may contain any field.
  const isOpen = (path: string): boolean =>
    !documented.has(path) && documented.has(path.replace(/(\[\])?\.[^.]*$/, '*'));
  return {
    surplus: [...actual].filter(path => !documented.has(path) && !isOpen(path)),
    lacking: [...documented].filter(path => !path.endsWith('*') && !actual.has(path) && !SOMETIMES.includes(path))
  };
}

/** Paths such as `data.response.sunoData[].id`; a path with an asterisk is an object without a description. */
function documentedPaths(status: string): Set<string> {
  const { result } = readTable().get(status) ?? {};
  if (!isRecord(result)) return new Set();
  if (isRecord(result['data'])) return new Set(describe(result['data'], 'data'));
  const rows = Object.entries(isRecord(result['fields']) ? result['fields'] : {});
  return new Set(
    rows
      .filter(([path, fields]) => path.startsWith('data') && isRecord(fields))
      .flatMap(([path, fields]) => [
        ...(path === 'data' ? [] : [path.replace(/\[\]$/, '')]),
        ...Object.keys(fields as object).map(name => `${path}.${name}`)
      ])
  );
}

function describe(fields: Readonly<Record<string, unknown>>, path: string): string[] {
  return Object.entries(fields).flatMap(([name, inner]) => {
    const at = `${path}.${name}`;
    if (!isRecord(inner) || 'enum' in inner) {
      const isOpen = typeof inner === 'string' && inner.includes('objects');
      return isOpen ? [at, `${at}*`] : [at];
    }
    return [at, ...describe(inner, at)];
  });
}

function pathsIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap(item => pathsIn(item, `${path}[]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [`${path}.${name}`, ...pathsIn(inner, `${path}.${name}`)]);
}
