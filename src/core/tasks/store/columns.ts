import type { SQLInputValue } from 'node:sqlite';

/** A row as returned by SQLite, by column names. */
export type Row = Readonly<Record<string, unknown>>;

/** A column of a table. `T` includes `undefined` where the column may be NULL. */
export interface Column<T> {
  /** Column name in SQL. */
  readonly name: string;
  /** SQL type with its constraints, as in CREATE TABLE. */
  readonly definition: string;
  /** @throws {SyntaxError} when the value is invalid JSON. */
  read(value: unknown): T;
  write(value: Exclude<T, undefined>): SQLInputValue;
}

/** Columns of a table by their names in the code. */
export type Columns = Readonly<Record<string, Column<unknown>>>;

type Value<C> = C extends { read(value: unknown): infer T } ? T : never;
type OptionalKey<C> = { [K in keyof C]: undefined extends Value<C[K]> ? K : never }[keyof C];

/** Values of a row. NULL is an absent field. */
export type Fields<C> = { readonly [K in Exclude<keyof C, OptionalKey<C>>]: Value<C[K]> } & {
  readonly [K in OptionalKey<C>]?: Exclude<Value<C[K]>, undefined>;
};

/** Changes to a row; `null` clears a column that may be NULL. */
export type Patch<C> = {
  readonly [K in keyof C]?: Exclude<Value<C[K]>, undefined> | (undefined extends Value<C[K]> ? null : never);
};

const asIs = (value: SQLInputValue): SQLInputValue => value;
const isString = (value: unknown): value is string => typeof value === 'string';

export const text = <T extends string = string>(name: string): Column<T | undefined> => ({
  name,
  definition: 'TEXT',
  read: value => (isString(value) ? (value as T) : undefined),
  write: asIs
});

export const requiredText = <T extends string = string>(name: string, constraint = 'NOT NULL'): Column<T> => ({
  name,
  definition: `TEXT ${constraint}`,
  read: value => String(value) as T,
  write: asIs
});

const numeric = (name: string, definition: string): Column<number | undefined> => ({
  name,
  definition,
  read: value => (typeof value === 'number' ? value : undefined),
  write: asIs
});

export const real = (name: string): Column<number | undefined> => numeric(name, 'REAL');

export const integer = (name: string): Column<number | undefined> => numeric(name, 'INTEGER');

export const requiredInteger = (name: string, constraint = 'NOT NULL'): Column<number> => ({
  name,
  definition: `INTEGER ${constraint}`,
  read: Number,
  write: asIs
});

export const flag = (name: string): Column<boolean> => ({
  name,
  definition: 'INTEGER NOT NULL DEFAULT 0',
  read: value => value === 1,
  write: Number
});

/** A value as JSON text. Reading throws a SyntaxError when it is damaged. */
export const json = <T>(name: string): Column<T | undefined> => ({
  name,
  definition: 'TEXT',
  read: value => (isString(value) ? (JSON.parse(value) as T) : undefined),
  write: value => JSON.stringify(value)
});

export const requiredJson = <T>(name: string): Column<T> => ({
  name,
  definition: 'TEXT NOT NULL',
  read: value => JSON.parse(String(value)) as T,
  write: value => JSON.stringify(value)
});

/** An optional value as JSON text: damaged JSON reads as absent. */
export function lenientJson<T>(name: string): Column<T | undefined> {
  const column = json<T>(name);
  return {
    ...column,
    read(value) {
      try {
        return column.read(value);
      } catch {
        return undefined;
      }
    }
  };
}

/** Reads the columns of a row. @throws {SyntaxError} when required JSON is damaged. */
export function readRow<C extends Columns>(columns: C, row: Row): Fields<C> {
  // A loop for speed, because it runs for every row of a long history.
  const fields: Record<string, unknown> = {};
  for (const key in columns) {
    const column = columns[key];
    const value = column?.read(row[column.name]);
    if (value !== undefined) fields[key] = value;
  }
  return fields as Fields<C>;
}

/** Returns the SQL names and values of the fields that have a column and are not undefined. */
export function writeFields<C extends Columns>(
  columns: C,
  fields: Readonly<Partial<Record<keyof C, unknown>>>
): { readonly names: readonly string[]; readonly values: readonly SQLInputValue[] } {
  const names: string[] = [];
  const values: SQLInputValue[] = [];
  for (const [key, column] of Object.entries(columns)) {
    const value = fields[key];
    if (value === undefined) continue;
    names.push(column.name);
    values.push(value === null ? null : column.write(value));
  }
  return { names, values };
}

/** Returns the CREATE TABLE statement; `constraints` of the whole table follow the columns. */
export function createTable(name: string, columns: Columns, ...constraints: readonly string[]): string {
  const lines = Object.values(columns).map(column => `${column.name} ${column.definition}`);
  return `CREATE TABLE ${name} (\n  ${[...lines, ...constraints].join(',\n  ')}\n) STRICT;`;
}
