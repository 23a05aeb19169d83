import path from 'node:path';
import * as vscode from 'vscode';
import { CopyError, copyData } from '../../../shared/copyData.ts';
import { foreignText } from '../../../shared/foreignText.ts';
import type { Issue } from '../../../shared/form.ts';
import { isObject, isString } from '../../../shared/guards.ts';
import { toUri, URI_SCHEME } from '../../common/toUri.ts';

/**
 * Copies the input of a caller, with Uris as strings. A caller may change its object at any time; everything after the
 * call uses the copy.
 *
 * @throws an error with a message for the user when the model or a value cannot be sent
 */
export function readRequest(model: unknown, input: unknown): Record<string, unknown> {
  const { draft, issue } = requestOrIssue(model, input);
  if (draft === undefined) throw new Error(issue.message);
  return draft;
}

type RequestOrIssue =
  | { readonly draft: Record<string, unknown>; readonly issue?: undefined }
  | { readonly draft?: undefined; readonly issue: Pick<Issue, 'path' | 'message'> };

/** Like {@link readRequest}, but returns the issue instead of throwing it. */
export function requestOrIssue(model: unknown, input: unknown): RequestOrIssue {
  if (!isString(model))
    return { issue: { path: 'model', message: vscode.l10n.t('"model" must be the ID of a model.') } };
  try {
    const copy = copyData(input, value => (isUri(value) ? toUri(value)?.toString() : undefined));
    if (isObject(copy)) return { draft: { ...copy } };
    throw new CopyError('type', '');
  } catch (error) {
    if (!(error instanceof CopyError)) throw error;
    return { issue: { path: error.path, message: copyMessage(error) } };
  }
}

function copyMessage({ path, problem }: CopyError): string {
  if (path === '' && problem === 'type') return vscode.l10n.t('"input" must be an object with the parameters.');
  const name = path === '' ? 'input' : foreignText(path);
  return problem === 'size'
    ? vscode.l10n.t('"{0}" is too large, too deeply nested, or contains itself.', name)
    : vscode.l10n.t('"{0}" has a value that can\'t be sent. Use text, numbers, lists and plain objects.', name);
}

/** Whether a value is a Uri, including one of another realm or from command arguments serialized as plain data. */
function isUri(value: object): boolean {
  if (value instanceof vscode.Uri) return true;
  if (!('scheme' in value) || !('path' in value)) return false;
  // `$mid` marks a Uri that was serialized as JSON. `fsPath` is present only if it was accessed before.
  return 'fsPath' in value || '$mid' in value;
}

/**
 * Returns the Uri of `saveTo`; undefined when there is none.
 * @throws an error with a message for the user when it is neither a Uri nor an absolute path
 */
export function readSaveTo(value: unknown): vscode.Uri | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const isRelative = isString(value) && !path.isAbsolute(value) && !URI_SCHEME.test(value);
  const uri = isRelative ? undefined : toUri(value);
  if (uri === undefined) throw new Error(vscode.l10n.t('"saveTo" must be a URI or an absolute path.'));
  return uri;
}
