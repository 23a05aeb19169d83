/** Width and height of a ratio such as "16:9", "portrait_4_3" (3 to 4) or "square"; undefined for words such as "auto". */
export function ratioOf(text: string): readonly [number, number] | undefined {
  if (/^square(?:_hd)?$/.test(text)) return [1, 1];
  const match = /^(?:(landscape|portrait)_)?(\d+)[:_](\d+)$/.exec(text);
  const first = Number(match?.[2]);
  const second = Number(match?.[3]);
  if (match === null || !(first > 0 && second > 0)) return undefined;
  return match[1] === 'portrait' ? [second, first] : [first, second];
}
