/** Addresses of files in texts that the user enters, pastes or drops. */
import { TASK_ITEMS_TYPE, taskItemUris } from '../../../src/shared/tasks/taskItems.ts';

/** Addresses in dropped data: of items of the Tasks view, from VS Code's own list, which has remote files too, or from a standard one. */
export function urisOf(data: { getData(type: string): string }): readonly string[] {
  const items = taskItemUris(data.getData(TASK_ITEMS_TYPE));
  if (items.length > 0) return items;
  for (const type of ['application/vnd.code.uri-list', 'text/uri-list']) {
    const lines = linesOf(data.getData(type)).filter(line => !line.startsWith('#'));
    if (lines.length > 0 && lines.every(line => /^[a-z][a-z0-9+.-]+:/i.test(line))) return lines;
  }
  const lines = linesOf(data.getData('text/plain'));
  return lines.every(line => /^https?:\/\/\S+$/i.test(line)) ? lines : (pathUris(lines) ?? []);
}

/** Addresses in a text: full paths, one in a line, or addresses separated by spaces. Undefined for any other text. */
export function enteredUris(text: string): readonly string[] | undefined {
  const paths = pathUris(linesOf(text));
  if (paths !== undefined) return paths;
  const parts = text.split(/\s+/).filter(part => part !== '');
  return parts.every(part => /^[a-z][a-z0-9+.-]*:\S/i.test(part)) ? parts : undefined;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '');

/** The file URIs of full paths, also in the quotes that Windows adds to a copied path. */
function pathUris(lines: readonly string[]): readonly string[] | undefined {
  const paths = lines.map(line => line.replace(/^"(.*)"$/, '$1'));
  if (!paths.every(path => /^(?:\/[^/]|[a-z]:[\\/]|\\\\[^\\\s]+\\)/i.test(path))) return undefined;
  return paths.map(path => {
    const encoded = (path.startsWith('/') ? path : path.replaceAll('\\', '/'))
      .split('/')
      .map(encodeURIComponent)
      .join('/')
      .replace(/^([a-z])%3A/i, '/$1:');
    return encoded.startsWith('//') ? `file:${encoded}` : `file://${encoded}`;
  });
}
