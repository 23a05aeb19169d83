import type { Sniffed } from '../../files/sniff.ts';

/**
 * How far the content-type header is from what the bytes are. `gross`: a page or data in place of media, or a picture in
 * place of a clip or sound. `small`: another name for much the same, or a server that serves anything as plain text.
 */
export function compareTypes(announced: string | undefined, found: Sniffed): 'none' | 'small' | 'gross' {
  if (announced === undefined || announced === '' || /^(?:application|binary)\/octet-stream$/.test(announced)) {
    return 'none';
  }
  if (announced === found.mime) return 'none';
  if (/^text\/html$|^application\/xhtml\+xml$/.test(announced)) return 'gross';
  const family = familyOf(announced);
  const really = familyOf(found.mime);
  const drawing = found.mime === 'image/svg+xml' && announced.endsWith('/xml');
  if (really !== undefined && !drawing && /^(?:application|text)\/(?:[\w.-]+\+)?(?:json|xml)$/.test(announced))
    return 'gross';
  if (family !== undefined && really !== undefined && family !== really) return 'gross';
  return announced.split('/')[0] === found.mime.split('/')[0] ? 'none' : 'small';
}

/** Sound and clips share their containers, so they count as one. */
function familyOf(mime: string): 'image' | 'timed' | undefined {
  if (mime.startsWith('image/')) return 'image';
  return /^(?:audio|video)\/|^application\/ogg$/.test(mime) ? 'timed' : undefined;
}
