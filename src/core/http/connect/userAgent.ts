import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

let cached: string | undefined;

/**
 * Returns a user agent with the version in the extension's manifest: Cloudflare in front of KIE rejects some default user
 * agents with 403 "error code: 1010". The manifest is the nearest package.json above this file, in the sources and in the
 * bundle; importing it would add all of it to the bundle.
 */
export function userAgent(): string {
  cached ??= `KIE-Studio/${manifestVersion()}`;
  return cached;
}

function manifestVersion(): string {
  const { dirname } = import.meta as { dirname?: string }; // absent in a bundle for CommonJS
  for (let dir = dirname; dir !== undefined && dir !== path.dirname(dir); dir = path.dirname(dir)) {
    const file = path.join(dir, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
  }
  return '0';
}
