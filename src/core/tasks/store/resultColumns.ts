import type { ResultState, TaskResult } from '../../../shared/task.ts';
import type { Column, Fields, Patch } from './columns.ts';
import { flag, integer, requiredInteger, requiredText, text } from './columns.ts';

/** A flag that is absent instead of false. */
const optionalFlag = (name: string): Column<boolean | undefined> => ({
  ...flag(name),
  read: value => (value === 1 ? true : undefined),
  write: Number
});

/** Every column of the table `results` that is a field of `StoredResult`; see `TASK_COLUMNS`. */
export const RESULT_COLUMNS = {
  index: requiredInteger('idx'),
  kind: requiredText<TaskResult['kind']>('kind'),
  /** The URL that KIE returned; absent for text that came inside the answer. */
  url: text('url'),
  text: text('text'),
  role: text('role'),
  ref: text('ref'),
  title: text('title'),
  extension: text('extension'),
  state: requiredText<ResultState>('state'),
  /** The file that holds the verified content until it is published under `path`. */
  part: text('part'),
  /** The file with downloaded content of an unknown kind, outside of the user's folders. */
  held: text('held'),
  /** The user wants the held content saved as it is. */
  accepted: optionalFlag('accepted'),
  /** The file that was saved before the user asked to download the result again. */
  replaces: text('replaces'),
  path: text('path'),
  bytes: integer('bytes'),
  error: text('error')
};

/** Columns that identify a row. */
const KEY_COLUMNS = {
  localId: requiredText('local_id', 'NOT NULL REFERENCES tasks (local_id) ON DELETE CASCADE'),
  /** Identifies the result within its task, in whatever order later answers list it. */
  itemKey: text('item_key')
};

export const ALL_RESULT_COLUMNS = { ...KEY_COLUMNS, ...RESULT_COLUMNS };

/** A result with everything that is needed to save it. */
export type StoredResult = Fields<typeof RESULT_COLUMNS>;

/** Columns that are written once, with the answer of KIE. */
type Fixed = 'index' | 'url' | 'text' | 'role' | 'ref' | 'title' | 'extension';

/** Changes to a result; `null` empties a field. */
export type ResultPatch = Omit<Patch<typeof RESULT_COLUMNS>, Fixed | 'accepted'> & { readonly accepted?: boolean };
