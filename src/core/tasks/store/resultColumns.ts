import type { ResultState, TaskResult } from '../../../shared/task.ts';
import type { Column, Fields, Patch } from './columns.ts';
import { flag, integer, requiredInteger, requiredText, text } from './columns.ts';

/** A boolean that is absent instead of false. */
const optionalFlag = (name: string): Column<boolean | undefined> => ({
  ...flag(name),
  read: value => (value === 1 ? true : undefined),
  write: Number
});

/** All columns of the table `results` that are fields of `StoredResult`; see `TASK_COLUMNS`. */
export const RESULT_COLUMNS = {
  index: requiredInteger('idx'),
  kind: requiredText<TaskResult['kind']>('kind'),
  /** URL returned by KIE; absent for text from the response itself. */
  url: text('url'),
  text: text('text'),
  role: text('role'),
  ref: text('ref'),
  title: text('title'),
  extension: text('extension'),
  state: requiredText<ResultState>('state'),
  /** File with the verified content until it is published at `path`. */
  part: text('part'),
  /**
   * Downloaded content that is incomplete, of an unexpected type, or waits for another folder; outside the user's
   * folders.
   */
  kept: text('held'),
  /** The user wants to save the kept content as it is. */
  accepted: optionalFlag('accepted'),
  /** File that was saved before the user requested another download of the result. */
  replaces: text('replaces'),
  path: text('path'),
  bytes: integer('bytes'),
  error: text('error')
};

/** Columns that identify a row. */
const KEY_COLUMNS = {
  localId: requiredText('local_id', 'NOT NULL REFERENCES tasks (local_id) ON DELETE CASCADE'),
  /** Identifies the result within its task, regardless of its order in later responses. */
  itemKey: text('item_key')
};

export const ALL_RESULT_COLUMNS = { ...KEY_COLUMNS, ...RESULT_COLUMNS };

/** A result with everything needed to save it. */
export type StoredResult = Fields<typeof RESULT_COLUMNS>;

/** Columns that are written once, with KIE's response. */
type Fixed = 'index' | 'url' | 'text' | 'role' | 'ref' | 'title' | 'extension';

/** Changes to a result; `null` clears a field. */
export type ResultPatch = Omit<Patch<typeof RESULT_COLUMNS>, Fixed | 'accepted'> & { readonly accepted?: boolean };
