import type { MediaKind } from '../model.ts';

/**
 * A reference to a file in the syntax of a text document.
 * @param language VS Code's language ID
 * @param address the path, which may be relative
 */
export function fileReference(language: string, address: string, name: string, kind: MediaKind | undefined): string {
  const encoded = encodePath(address);
  switch (language) {
    case 'markdown':
      return kind === 'image' ? `![${markdownText(name)}](${encoded})` : `[${markdownText(name)}](${encoded})`;
    case 'html':
      if (kind === 'image') return `<img src="${encoded}" alt="">`;
      if (kind === 'video' || kind === 'audio') return `<${kind} src="${encoded}" controls></${kind}>`;
      return `<a href="${encoded}">${htmlText(name)}</a>`;
    case 'css':
    case 'scss':
    case 'less':
      return `url("${encoded}")`;
    case 'latex':
      return kind === 'image' ? `\\includegraphics{${address}}` : address;
    default:
      return address;
  }
}

/** Encodes a path for a URL, so that no character starts a query or fragment, or ends a link or an attribute. */
function encodePath(path: string): string {
  const encoded = path.toWellFormed().split('/').map(encodeSegment).join('/');
  // A colon in the first segment of a relative path would make it a scheme. Drive letters keep theirs.
  return /^[^/]*:/.test(encoded) && !/^[a-z]:\//i.test(encoded) ? `./${encoded}` : encoded;
}

const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment)
    .replace(/%3A/g, ':')
    .replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Escapes a name for the text of a link. */
const markdownText = (name: string): string => name.replace(/[\\`*[\]<]/g, '\\$&');

const htmlText = (name: string): string =>
  name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
