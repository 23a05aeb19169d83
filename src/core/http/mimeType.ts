/** `type/subtype` (RFC 9110, RFC 6838), at most 127 characters each. */
const MIME_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** Returns the media type of a Content-Type header in lower case, without parameters; undefined if it has none. */
export function mimeType(header: string | undefined): string | undefined {
  const type = header?.slice(0, 1_000).split(';', 1)[0]?.trim().toLowerCase();
  return type !== undefined && MIME_TYPE.test(type) ? type : undefined;
}
