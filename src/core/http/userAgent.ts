import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

let known: string | undefined;

/**
 * An ordinary one, with the version of the extension's manifest: Cloudflare in front of KIE refuses some defaults of
 * clients with 403 "error code: 1010". The manifest is the next package.json above this file, in the sources as in the
 * bundle; importing it would put the whole of it into the bundle.
 */
export function userAgent(): string {
  known ??= `KIE-Studio/${manifestVersion()}`;
  return known;
}

function manifestVersion(): string {
  const { dirname } = import.meta as { dirname?: string }; // absent in a bundle for CommonJS
  for (let dir = dirname; dir !== undefined && dir !== path.dirname(dir); dir = path.dirname(dir)) {
    const file = path.join(dir, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
  }
  return '0';
}
