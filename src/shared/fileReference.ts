import type { MediaKind } from './model.ts';

/** How a text in this language (VS Code's id) names a file at this address. */
export function fileReference(language: string, address: string, name: string, kind: MediaKind | undefined): string {
  const encoded = encodeURI(address);
  switch (language) {
    case 'markdown':
      return kind === 'image' ? `![${name}](${encoded})` : `[${name}](${encoded})`;
    case 'html':
      if (kind === 'image') return `<img src="${encoded}" alt="">`;
      if (kind === 'video' || kind === 'audio') return `<${kind} src="${encoded}" controls></${kind}>`;
      return `<a href="${encoded}">${name}</a>`;
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
