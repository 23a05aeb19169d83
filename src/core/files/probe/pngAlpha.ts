const COLOR_TYPE_AT = 25;
const FIRST_CHUNK_AT = 8;

/**
 * Whether the head of a PNG declares transparency: a color type with an alpha channel, or a list of transparent colors
 * (`tRNS`) before the image data. Source: PNG specification, 11.2.1 and 11.3.1
 */
export function pngHasAlpha(head: Uint8Array): boolean {
  const colorType = head[COLOR_TYPE_AT];
  if (colorType === 4 || colorType === 6) return true;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = FIRST_CHUNK_AT; at + 8 <= head.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...head.subarray(at + 4, at + 8));
    if (type === 'tRNS') return true;
    if (type === 'IDAT' || type === 'IEND') return false;
  }
  return false;
}
