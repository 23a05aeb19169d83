import * as vscode from 'vscode';
import { isString, object } from '../../shared/guards.ts';

/** The scheme of a URI. A single letter is a Windows drive. */
export const URI_SCHEME = /^[a-z][a-z0-9+.-]+:/i;

const isOthers = object({ authority: isString, query: isString, fragment: isString });

/**
 * Returns the Uri of a command argument: an object, a string, or serialized data. Never the given object, which may
 * change.
 */
export function toUri(value: unknown): vscode.Uri | undefined {
  if (typeof value === 'string' && value !== '') {
    return URI_SCHEME.test(value) ? vscode.Uri.parse(value, true) : vscode.Uri.file(value);
  }
  if (typeof value !== 'object' || value === null || !('scheme' in value) || !('path' in value)) return undefined;
  const { scheme, authority, path: inner, query, fragment } = value as Readonly<Record<string, unknown>>;
  const others = { authority: authority ?? '', query: query ?? '', fragment: fragment ?? '' };
  if (!isString(scheme) || !isString(inner) || !isOthers(others)) return undefined;
  return vscode.Uri.from({ scheme, path: inner, ...others });
}
